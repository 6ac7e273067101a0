export default definePageConfig({ navigationBarTitleText: '关于河南健康' });
