export default definePageConfig({ navigationBarTitleText: '打印健康卡' });
