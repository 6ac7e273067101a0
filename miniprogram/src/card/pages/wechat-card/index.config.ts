export default definePageConfig({
  navigationBarTitleText: '用微信健康卡领取',
  usingComponents: {
    'health-card-users': 'plugin://healthCardPlugins/health-card-users',
    'health-card-login': 'plugin://healthCardPlugins/health-card-login',
  },
});
