export default definePageConfig({ navigationBarTitleText: '河南健康' });
