/** `node`: shared, functions, flows, browser. `weapp`: the built mini-program under miniprogram-simulate. `logs`: run last, over what the others logged. */
const swc = ['@swc/jest', { jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2022' }, module: { type: 'commonjs' } }];

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

module.exports = {
  // Both cores; a machine under load is slow, not wrong.
  maxWorkers: 2,
  testTimeout: 60_000,
  projects: [
    {
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/tests/weapp/', '<rootDir>/tests/logs/'],
      transform: { '\\.tsx?$': swc },
      // The alias exists inside miniprogram/ only; tests of its pure parts meet it there.
      moduleNameMapper: { '^@shared/(.*)$': '<rootDir>/shared/$1' },
      modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/.data/', '<rootDir>/miniprogram/dist/'],
    },
    {
      displayName: 'weapp',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/tests/weapp/**/*.test.js'],
      transform: {},
      modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/.data/'],
    },
    {
      displayName: 'logs',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/tests/logs/**/*.test.ts'],
      transform: { '\\.tsx?$': swc },
    },
  ],
};
