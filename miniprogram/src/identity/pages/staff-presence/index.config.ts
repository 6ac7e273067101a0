export default definePageConfig({ navigationBarTitleText: '确认本人在场' });
