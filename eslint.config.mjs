/** Size, names and the one place for each dangerous thing. When a limit pinches, the file or the function has two jobs. */
import js from '@eslint/js';
import n from 'eslint-plugin-n';
import react from 'eslint-plugin-react';
import reactHooks from 'eslint-plugin-react-hooks';
import unicorn from 'eslint-plugin-unicorn';
import tseslint from 'typescript-eslint';

const browserElements = ['div', 'span', 'p', 'a', 'img', 'input', 'button', 'h1', 'h2', 'h3', 'ul', 'li', 'form', 'label', 'select', 'textarea'];

const namedExports = ['error', { restrictDefaultExports: { direct: true, named: true } }];
const namesAndChance = [
  { selector: 'ExportNamedDeclaration > VariableDeclaration > VariableDeclarator > ArrowFunctionExpression[body.type="BlockStatement"]', message: 'Export a named function: it hoists, and its name shows in stack traces.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of string literals or z.enum.' },
  { selector: 'ClassDeclaration[superClass.name!="Error"]', message: 'Compose; no classes but errors.' },
];
const OUTBOUND = 'Outbound calls go through platform/clients.';
/** What a global object holds is also reached through it. */
const theGlobalObject = ['globalThis', 'global', 'self'].map((name) => ({ name, message: 'Nothing is reached for through the global object.' }));
const noFetch = ['error', { name: 'fetch', message: OUTBOUND }, ...theGlobalObject];
const timeAndChance = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0], MemberExpression[object.name="Date"][property.name="now"], MemberExpression[object.name="Math"][property.name="random"]', message: 'Time and chance are handed in by the porch.' },
];

export default tseslint.config(
  { ignores: ['node_modules/', 'build/', '.data/', 'coverage/', 'miniprogram/dist/', '.serverless/', 'tests/.output/', '.serverless-*/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { unicorn, n },
    rules: {
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      complexity: ['error', 8],
      'max-depth': ['error', 2],
      'unicorn/filename-case': ['error', { case: 'kebabCase' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // Decision 8 says why these are bent or left out.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/prefer-nullish-coalescing': 'off',
      'no-restricted-exports': namedExports,
      'no-restricted-syntax': ['error', ...namesAndChance, ...timeAndChance],
      'n/no-process-env': 'error',
      'no-restricted-globals': noFetch,
      'no-console': 'error',
    },
  },
  {
    // Porches and foundations hand out time and chance; the local town and the sandboxes are porches of their own.
    files: ['functions/*/*.lambda.ts', 'functions/platform/**', 'functions/local/**', 'functions/sandbox/**', 'tests/**'],
    rules: { 'no-restricted-syntax': ['error', ...namesAndChance] },
  },
  { files: ['functions/platform/clients/**', 'functions/local/**', 'functions/sandbox/**', 'tests/**'], rules: { 'no-restricted-globals': 'off' } },
  { files: ['functions/platform/config/**', 'functions/local/**', 'tests/**', 'miniprogram/config/**'], rules: { 'n/no-process-env': 'off', 'no-console': 'off' } },
  {
    files: ['tests/**'],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      'max-params': ['error', 4],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    files: ['miniprogram/**/*.{ts,tsx}'],
    plugins: { react, 'react-hooks': reactHooks },
    settings: { react: { version: '18.3' } },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'react/jsx-key': 'error',
      'react/forbid-elements': ['error', { forbid: browserElements }],
      'n/no-process-env': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      'no-restricted-globals': ['error', ...['window', 'document', 'localStorage', 'sessionStorage', 'fetch', 'location', 'navigator', 'globalThis', 'global', 'self'].map((name) => ({ name, message: 'Device differences live in src/platform.' })), { name: 'decodeURIComponent', message: 'Throws on a bare %, and the page stays white: platform/decoded.' }],
    },
  },
  { files: ['miniprogram/src/platform/**'], rules: { 'no-restricted-globals': 'off', 'no-restricted-syntax': ['error', ...namesAndChance] } },
  { files: ['miniprogram/src/**/pages/**', 'miniprogram/src/app/**', 'miniprogram/src/app.tsx', 'miniprogram/src/custom-tab-bar/**', '**/*.config.ts', 'miniprogram/config/**', '**/*.d.ts'], rules: { 'no-restricted-exports': 'off' } },
  // Hono 5 moves its adapter for Lambda into a package of its own.
  { files: ['functions/platform/entry/at-start.ts', 'tests/bench/servers/empty.ts'], rules: { '@typescript-eslint/no-deprecated': 'off' } },
  { files: ['**/*.d.ts'], rules: { '@typescript-eslint/consistent-type-definitions': 'off' } },
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', require: 'readonly', module: 'writable', __dirname: 'readonly', Buffer: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', URL: 'readonly', URLSearchParams: 'readonly', globalThis: 'readonly', fetch: 'readonly', performance: 'readonly', jest: 'readonly', describe: 'readonly', it: 'readonly', test: 'readonly', expect: 'readonly', beforeAll: 'readonly', afterAll: 'readonly', beforeEach: 'readonly', afterEach: 'readonly', document: 'readonly', global: 'writable', setImmediate: 'readonly', AbortController: 'readonly', setInterval: 'readonly', clearInterval: 'readonly' } },
    rules: { 'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }] },
  },
  // Handed out as one file.
  { files: ['docs/contracts/open-platform/conformance-kit/open-platform-check.mjs'], rules: { 'max-lines': 'off' } },
);
