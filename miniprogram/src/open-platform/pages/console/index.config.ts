export default definePageConfig({ navigationBarTitleText: '机构控制台' });
