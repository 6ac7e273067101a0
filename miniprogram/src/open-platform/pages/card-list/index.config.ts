export default definePageConfig({ navigationBarTitleText: '使用电子健康卡' });
