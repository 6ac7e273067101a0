export default definePageConfig({ navigationBarTitleText: '在医院办理健康卡' });
