/** The walls of the house. Each rule names the room it protects and says why. Change one only with a decision record. */
const { readdirSync } = require('node:fs');

// A slice exists because shared/ has a folder of that name; nobody keeps this list by hand.
const slices = readdirSync('shared', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'kernel')
  .map((entry) => entry.name);
const SLICES = `(${slices.join('|')})`;
const only = (...paths) => ({ pathNot: paths });
const own = (...kinds) => `^functions/$1/[^/]+[.](${kinds.join('|')})[.]ts$`;

// Every kind of file a slice may hold beside its use cases, and what it may import beside shared/ and its slice's ports (decision 7).
const KINDS = {
  // Types, and pure.
  ports: [], rules: [own('rules')],
  // Decisions that read through ports.
  access: [own('rules')], views: [own('rules', 'access')],
  // Adapters: a port fulfilled by one tool of the platform.
  repository: ['^functions/platform/(store|crypto)/', '^node_modules/zod/'],
  proofs: ['^functions/platform/(blobs|crypto)/'], pieces: ['^functions/platform/(blobs|crypto)/', '^node_modules/zod/'],
  authority: ['^functions/platform/foundations[.]ts$'], 'open-platform': ['^functions/platform/foundations[.]ts$'], outside: ['^functions/platform/foundations[.]ts$'],
  // A choice between adapters of one port.
  issuers: [],
  // An entry with an envelope of its own.
  envelope: ['^node_modules/zod/'], methods: ['^functions/$1/use-cases/', '^node_modules/zod/'],
  gateway: [own('envelope', 'methods'), '^functions/platform/(observe/|partner/|busy[.]ts$)', '^node_modules/hono/'],
  // The window and the porch.
  public: [own('repository', 'access', 'views', 'authority', 'rules'), '^functions/$1/[^/]+[.]json$', '^functions/$1/use-cases/', '^functions/platform/(foundations|iam-statement)[.]ts$', '^node_modules/zod/'],
  lambda: ['^functions/$1/', '^functions/platform/', '[.]public[.]ts$', '^node_modules/hono/', '^aws-lambda$', '^node_modules/@types/aws-lambda/'],
};
const kindOf = (kind) => `^functions/${SLICES}/[^/]+[.]${kind}[.]ts$`;
const rooms = Object.entries(KINDS).map(([kind, more]) => ({
  name: `${kind}-stays-in-its-room`, severity: 'error',
  comment: `What a *.${kind}.ts may import stands in KINDS above.`,
  from: { path: kindOf(kind) }, to: only('^shared/', own('ports'), ...more),
}));

module.exports = {
  forbidden: [
    // ── The two houses ────────────────────────────────────────────────
    { name: 'front-and-back-meet-in-shared', severity: 'error',
      comment: 'The mini-program and the functions speak only through the contracts in shared/.',
      from: { path: '^(miniprogram|functions)/' },
      to: { path: '^(miniprogram|functions)/', pathNot: '^$1/' } },
    { name: 'production-does-not-know-tests', severity: 'error',
      comment: 'Doubles and builders live in tests/ and stay there.',
      from: { pathNot: '^tests/' }, to: { path: '^tests/' } },

    // ── shared/: the language ─────────────────────────────────────────
    { name: 'shared-is-pure', severity: 'error',
      comment: 'shared/ runs on a phone and in Lambda: it may use zod and itself, nothing else.',
      from: { path: '^shared/' }, to: only('^shared/', '^node_modules/zod/') },
    { name: 'kernel-knows-no-slice', severity: 'error',
      comment: 'The kernel is the alphabet; it cannot depend on the words.',
      from: { path: '^shared/kernel/' }, to: { path: '^shared/', pathNot: '^shared/kernel/' } },
    { name: 'shared-slices-stay-apart', severity: 'error',
      comment: 'Two slices that need the same word put it in the kernel.',
      from: { path: `^shared/${SLICES}/` }, to: { path: `^shared/${SLICES}/`, pathNot: '^shared/$1/' } },

    // ── functions/: the rooms of a slice ──────────────────────────────
    { name: 'slices-stay-apart', severity: 'error',
      comment: 'A slice shows other slices one file, <slice>.public.ts, and only a porch (*.lambda.ts) may open it.',
      from: { path: `^functions/${SLICES}/`, pathNot: '[.]lambda[.]ts$' },
      to: { path: `^functions/${SLICES}/`, pathNot: '^functions/$1/' } },
    { name: 'porch-enters-by-the-front-door', severity: 'error',
      comment: 'Even a porch sees only <slice>.public.ts of another slice.',
      from: { path: `^functions/${SLICES}/[^/]+[.]lambda[.]ts$` },
      to: { path: `^functions/${SLICES}/`, pathNot: ['^functions/$1/', '[.]public[.]ts$'] } },
    { name: 'use-cases-know-no-tools', severity: 'error',
      comment: 'A use case reads like the rule it implements: shared words, its own ports, its own rules. No AWS, no HTTP, no config.',
      from: { path: `^functions/${SLICES}/use-cases/` },
      to: only('^shared/', '^functions/$1/$1[.](ports|rules)[.]ts$') },
    ...rooms,
    { name: 'no-other-rooms', severity: 'error',
      comment: 'A file of a slice is a use case or of a kind in KINDS: what is hard to place is two things.',
      from: {}, to: { path: `^functions/${SLICES}/`, pathNot: [`^functions/${SLICES}/use-cases/[^/]+[.]ts$`, kindOf(`(${Object.keys(KINDS).join('|')})`), '[.]json$'] } },
    { name: 'foundations-are-built-by-the-porch', severity: 'error',
      comment: 'An adapter may name the foundations it is handed, never build them.',
      from: { path: `^functions/${SLICES}/`, pathNot: '[.]lambda[.]ts$' },
      to: { path: '^functions/platform/(foundations|observe/log)[.]ts$', dependencyTypesNot: ['type-only'] } },
    { name: 'only-the-porch-wires', severity: 'error',
      comment: 'Configuration and outbound clients are handed in by *.lambda.ts, never reached for.',
      from: { path: '^functions/', pathNot: ['[.]lambda[.]ts$', '^functions/(platform|local)/'] },
      to: { path: '^functions/platform/(config|clients|entry)/' } },
    { name: 'platform-knows-no-slice', severity: 'error',
      comment: 'The foundations do not lean on the rooms.',
      from: { path: '^functions/platform/' }, to: { path: `^functions/${SLICES}/` } },

    // ── One place for each dangerous thing ────────────────────────────
    { name: 'one-store', severity: 'error',
      comment: 'DynamoDB is spoken only in platform/store. The local town and the sandboxes of the outside are not the product; tests look at both sides.',
      from: { pathNot: ['^functions/platform/store/', '^functions/(local|sandbox)/', '^tests/'] }, to: { path: '@aws-sdk/(client|lib|util)-dynamodb' } },
    { name: 'one-cloud', severity: 'error',
      comment: 'AWS is spoken only in the foundations. The local town and the sandboxes of the outside are not the product; tests look at both sides.',
      from: { pathNot: ['^functions/(platform|local|sandbox)/', '^tests/'] }, to: { path: '(^|node_modules/)@(aws-sdk|smithy)/' } },
    { name: 'one-safe', severity: 'error',
      comment: 'Keys, ciphers, hashes and signatures live only in platform/crypto. The local town and the sandboxes of the outside have their own.',
      from: { pathNot: ['^functions/platform/crypto/', '^functions/(local|sandbox)/', '^tests/'] }, to: { path: '^((node:)?crypto|(node_modules/)?sm-crypto.*|(node_modules/)?jose.*)$' } },
    { name: 'one-door-out', severity: 'error',
      comment: 'Every call that leaves the house goes through platform/clients, with its timeout, retries and breaker.',
      from: { pathNot: '^functions/platform/clients/' }, to: { path: '(^|node_modules/)(undici|axios|cockatiel)(/|$)' } },
    { name: 'no-side-door', severity: 'error',
      comment: 'Nor does anything of the product open a socket or a process by itself; only fetch cannot be told which address a name leads to.',
      from: { path: '^(functions|shared|miniprogram/src)/', pathNot: ['^functions/(local|sandbox)/', '^functions/platform/clients/pinned-request[.]ts$'] }, to: { path: '^(node:)?(http|https|http2|net|tls|dgram|child_process|worker_threads)$' } },

    // ── miniprogram/: the same slices, three floors ───────────────────
    { name: 'screens-stay-apart', severity: 'error',
      comment: 'A screen slice is a WeChat subpackage: it may not reach into another.',
      from: { path: `^miniprogram/src/${SLICES}/` }, to: { path: `^miniprogram/src/${SLICES}/`, pathNot: '^miniprogram/src/$1/' } },
    { name: 'floors-go-down', severity: 'error',
      comment: 'app → slices → ui → platform; never upward.',
      from: { path: '^miniprogram/src/(ui|platform)/' }, to: { path: `^miniprogram/src/(app|${slices.join('|')})/` } },

    { name: 'platform-is-the-ground', severity: 'error',
      comment: 'Device code draws nothing.',
      from: { path: '^miniprogram/src/platform/' }, to: { path: '^miniprogram/src/ui/' } },
    { name: 'screens-see-only-addresses', severity: 'error',
      comment: 'A screen may know where others live (app/routes.ts), not how the app is put together.',
      from: { path: `^miniprogram/src/${SLICES}/` }, to: { path: '^miniprogram/src/app/', pathNot: '^miniprogram/src/app/routes[.]ts$' } },

    // ── Housekeeping ──────────────────────────────────────────────────
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphans', severity: 'error',
      comment: 'A file nobody imports is either an entry point or dead.',
      from: { orphan: true, pathNot: ['[.]lambda[.]ts$', '^tests/', '[.]config[.]tsx?$', '[.]d[.]ts$', '^miniprogram/src/.*/pages/', '[.](weapp|h5)[.]tsx?$', '^miniprogram/src/custom-tab-bar/', '^miniprogram/src/platform/abort-controller[.]ts$', '^functions/local/stacks-apart[.]cjs$', '^functions/platform/aws/no-event-streams[.]ts$'] }, to: {} },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^aws-lambda$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    // The alias @shared, which only the mini-program has.
    webpackConfig: { fileName: 'miniprogram/config/alias.cjs' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'], extensions: ['.ts', '.tsx', '.js'] },
  },
};
