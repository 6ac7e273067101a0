import { TAB_LABELS } from './app/app.copy';

const h5 = process.env.TARO_ENV === 'h5';
/** Tencent's health-card plug-in, in builds for a channel of the outside open platform. */
const plugIn = process.env.HEALTH_CARD_PLUGIN;

export default defineAppConfig({
  pages: [
    'app/pages/home/index',
    'app/pages/package/index',
    'app/pages/inbox/index',
    'app/pages/me/index',
    'app/pages/settings/index',
    'app/pages/about/index',
  ],
  subPackages: [
    {
      root: 'identity',
      pages: [
        'pages/sign-in/index', 'pages/pc-sign-in/index', 'pages/consents/index', 'pages/real-name/index', 'pages/presence/index', 'pages/sessions/index', 'pages/phone/index',
        'pages/family/index', 'pages/add-child/index', 'pages/add-adult/index', 'pages/ask-consent/index', 'pages/invitation/index', 'pages/staff-presence/index',
        'pages/information/index', 'pages/close-account/index', 'pages/sign-on/index', 'pages/links/index',
      ],
    },
    {
      root: 'card',
      pages: ['pages/claim/index', 'pages/show-code/index', 'pages/detail/index', 'pages/visit-number/index', 'pages/print/index', 'pages/assisted-claim/index', 'pages/counter/index', ...(plugIn && !h5 ? ['pages/wechat-card/index', 'pages/in-wallet/index'] : [])],
    },
    // The console of institutions is for a PC: the mini-program does not carry it.
    {
      root: 'open-platform',
      pages: ['pages/user-code/index', 'pages/card-list/index', 'pages/bind/index', 'pages/verify/index', 'pages/kiosk/index', 'pages/activate/index', 'pages/wallet/index', 'pages/services/index', ...(h5 ? ['pages/console/index'] : [])],
    },
    { root: 'person-index', pages: ['pages/merges/index'] },
  ],
  window: {
    navigationBarTitleText: '河南健康',
    navigationBarBackgroundColor: '#ffffff',
    navigationBarTextStyle: 'black',
    backgroundColor: '#f3f6f5',
    backgroundTextStyle: 'dark',
    // On H5 the pages have their own way back; Taro's bar would be a second one.
    navigationStyle: h5 ? 'custom' : 'default',
  },
  // WeChat's own tab bar has letters of 10 px that cannot grow: the pages draw theirs, this list only says which pages are main ones.
  tabBar: {
    custom: true,
    color: '#43534f',
    selectedColor: '#0b5a57',
    backgroundColor: '#ffffff',
    list: [
      { pagePath: 'app/pages/home/index', text: TAB_LABELS.home },
      { pagePath: 'app/pages/package/index', text: TAB_LABELS.package },
      { pagePath: 'app/pages/inbox/index', text: TAB_LABELS.inbox },
      { pagePath: 'app/pages/me/index', text: TAB_LABELS.me },
    ],
  },
  ...(plugIn && !h5 ? { plugins: { healthCardPlugins: { version: plugIn, provider: 'wxee969de81bba9a45' } } } : {}),
  lazyCodeLoading: 'requiredComponents',
  __usePrivacyCheck__: true,
});
