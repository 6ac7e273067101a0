/// <reference types="@tarojs/taro" />

declare module '*.scss';

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
    /** Path of the page with a web view for the plug-in's pages; empty: none. */
    HEALTH_CARD_WEB_PAGE: string;
    /** The city (six digits) whose channel this build is; empty: the whole province. */
    CHANNEL_CITY: string;
  }
}
