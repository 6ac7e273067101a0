export default definePageConfig({ navigationBarTitleText: '领取健康卡' });
