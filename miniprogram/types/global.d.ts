/// <reference types="@tarojs/taro" />

declare module '*.scss';

/** Components of WeChat's plug-in `healthCardPlugins`. A `bind…` beside an event is what WeChat's template needs for a name with capitals: Taro writes it with dashes. */
declare namespace React.JSX {
  interface IntrinsicElements {
    'health-card-users': { type: 'auth' | 'manage'; hospitalId: string; onSelect: (event: { detail: unknown }) => void; onAddCard: () => void; bindaddCard: true; onBack: () => void };
    'health-card-login': { wechatcode: boolean; children: React.ReactNode; onAuthSuccess: (event: { detail: unknown }) => void; bindauthSuccess: true; onAuthFail: () => void; bindauthFail: true; onAuthCancel: () => void; bindauthCancel: true };
  }
}

declare namespace NodeJS {
  interface ProcessEnv {
    /** The target of the build; branches on it are cut out of the other target. */
    TARO_ENV: 'weapp' | 'h5';
    /** Origin of the platform's API, without a path; empty on H5, where the page's own origin serves it. */
    API_BASE: string;
    /** The WeChat template ids, version and the like come from the server, not from here. */
    APP_VERSION: string;
    /** Version of WeChat's plug-in `healthCardPlugins`, where a channel of the outside open platform uses it; empty: not declared. */
    HEALTH_CARD_PLUGIN: string;
    /** The city (six digits) whose channel this build is; empty: the whole province. */
    CHANNEL_CITY: string;
    /** The institution (its id in the directory) whose channel this build is; empty: no institution's. */
    CHANNEL_INSTITUTION: string;
  }
}
