export default definePageConfig({ navigationBarTitleText: '出示健康卡', backgroundColor: '#f3f6f5' });
