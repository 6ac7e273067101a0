export default definePageConfig({ navigationBarTitleText: '放入微信卡包' });
