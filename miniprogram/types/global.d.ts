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
  }
}
