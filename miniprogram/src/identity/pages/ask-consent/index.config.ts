export default definePageConfig({ navigationBarTitleText: '请家人本人同意' });
