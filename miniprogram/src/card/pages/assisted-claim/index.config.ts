export default definePageConfig({ navigationBarTitleText: '协助群众领卡' });
