export default definePageConfig({ navigationBarTitleText: '从医院应用进入' });
