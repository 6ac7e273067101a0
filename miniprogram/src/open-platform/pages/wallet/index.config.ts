export default definePageConfig({ navigationBarTitleText: '放进卡包' });
