import path from 'node:path';
import { defineConfig } from '@tarojs/cli';
import { ProvidePlugin } from 'webpack';

const shared = path.resolve(__dirname, '../../shared');

// Packages that ship ES2020 to ES2022: Taro leaves node_modules as they are, old phones would not parse them.
const MODERN_PACKAGES = /node_modules[\\/](zod|uqr|lucide-static|@tanstack[\\/](react-query|query-core))[\\/]/;
const compile = { include: [(file: string) => file.startsWith(shared) || MODERN_PACKAGES.test(file)] };

// WeChat's templates drop every attribute they do not name. An absent boolean must stay "false", or the node would vanish from screen readers.
const named = { 'aria-label': '', 'aria-role': '' };
const stateful = { ...named, 'aria-hidden': 'false', 'aria-disabled': 'false' };
const ARIA = {
  View: { ...stateful, 'aria-checked': '', 'aria-expanded': '', 'aria-selected': '', 'aria-modal': 'false' },
  Text: { ...stateful },
  Button: stateful,
  Image: { ...named, 'aria-hidden': 'false' },
  Input: named,
  Textarea: named,
};

const weapp = process.env.TARO_ENV === 'weapp';
const apiBase = weapp ? (process.env.API_BASE ?? 'http://127.0.0.1:8080') : '';

// Of a channel at the outside card open platform, a city's or an institution's; the province's own build has none of them.
const OF_A_CHANNEL = ['HEALTH_CARD_PLUGIN', 'CHANNEL_CITY', 'CHANNEL_INSTITUTION'];

export default defineConfig(async () => ({
  projectName: 'henan-health',
  date: '2026-11-23',
  sourceRoot: 'src',
  outputRoot: `dist/${process.env.OUTPUT ?? process.env.TARO_ENV}`,
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  // For people who build often; a build that counts starts from nothing.
  cache: { enable: process.env.BUILD_CACHE === 'on' },
  alias: { '@shared': shared },
  env: {
    API_BASE: JSON.stringify(apiBase),
    APP_VERSION: JSON.stringify(process.env.npm_package_version ?? '0.1.0'),
    ...Object.fromEntries(OF_A_CHANNEL.map((name) => [name, JSON.stringify(process.env[name] ?? '')])),
  },
  plugins: weapp ? [['@tarojs/plugin-inject', { components: ARIA }]] : [],
  mini: {
    compile,
    optimizeMainPackage: { enable: true },
    webpackChain(chain) {
      chain.plugin('abort-controller').use(ProvidePlugin, [{ AbortController: [path.resolve(__dirname, '../src/platform/abort-controller.ts'), 'AbortController'] }]);
    },
    // Sizes are written once and mean the same on every target: logical px, never rpx or rem.
    postcss: { pxtransform: { enable: false } },
  },
  h5: {
    compile,
    publicPath: './',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: { ignoreOrder: true, filename: 'css/[name].[contenthash:8].css', chunkFilename: 'css/[name].[contenthash:8].css' },
    postcss: { pxtransform: { enable: false }, autoprefixer: { enable: true, config: {} } },
    webpackChain(chain) {
      chain.performance.hints(false);
      chain.optimization.splitChunks({ ...(chain.optimization.get('splitChunks') as object), chunks: 'all', minSize: 20000 });
    },
  },
}));
