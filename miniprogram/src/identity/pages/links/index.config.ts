export default definePageConfig({ navigationBarTitleText: '关联的机构' });
