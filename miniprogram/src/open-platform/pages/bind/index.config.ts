export default definePageConfig({ navigationBarTitleText: '在医院建档' });
