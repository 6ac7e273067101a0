export default definePageConfig({ navigationBarTitleText: '挂失、恢复和补领' });
