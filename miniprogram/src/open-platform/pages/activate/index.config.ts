export default definePageConfig({ navigationBarTitleText: '激活电子健康卡' });
