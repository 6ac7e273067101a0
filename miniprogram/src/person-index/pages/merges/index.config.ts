export default definePageConfig({ navigationBarTitleText: '居民主索引' });
