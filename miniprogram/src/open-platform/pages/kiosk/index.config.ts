export default definePageConfig({ navigationBarTitleText: '在自助机上使用' });
