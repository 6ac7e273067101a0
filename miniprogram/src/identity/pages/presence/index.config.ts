export default definePageConfig({ navigationBarTitleText: '本人核验' });
