/** The rings and fences of docs/architecture.md. A dependency that breaks one fails the build. */
const PLATFORM = 'config|database|redis|queue|process|egress|storage|security|observability|limits';
const INTEGRATION = 'audit|google|media|work';
const DOMAIN = 'auth|courses|workers|downloads|batches|maintenance|health|realtime';
const NOT_TESTS = '\\.(spec|medium-spec)\\.ts$|/testing/';

const domainEdge = (from, allowed) => ({
  name: `domain-edges-of-${from}`,
  comment: `${from} may know of the domain: ${allowed || 'nothing'}`,
  severity: 'error',
  from: { path: `^libs/${from}/`, pathNot: NOT_TESTS },
  to: { path: `^libs/(${DOMAIN})/`, pathNot: `^libs/(${[from, allowed].filter(Boolean).join('|')})/` },
});

const forBrowsers = (lib) => ({
  name: `${lib}-knows-nobody`,
  comment: 'it is for browsers, too',
  severity: 'error',
  from: { path: `^libs/${lib}/`, pathNot: NOT_TESTS },
  to: { pathNot: `^libs/${lib}/` },
});

const fence = (name, module, homes) => ({
  name: `fence-${name}`,
  comment: `${module} has one home: ${homes}`,
  severity: 'error',
  from: { path: '^(apps|libs)/', pathNot: `${homes}|${NOT_TESTS}` },
  to: { path: module },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: { pathNot: 'node_modules' }, to: { circular: true } },
    { name: 'libs-not-to-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'product-not-to-tests',
      comment: '@app/testing is for tests and benchmarks',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: NOT_TESTS },
      to: { path: '^test/' },
    },
    {
      name: 'apps-not-to-apps',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'dashboard-knows-what-runs-in-browsers',
      severity: 'error',
      from: { path: '^apps/dashboard/', pathNot: NOT_TESTS },
      to: { path: '^libs/', pathNot: '^libs/(liveclient|passwords|texts)/' },
    },
    {
      name: 'dashboard-knows-no-node',
      comment: 'but for its build, which runs in Node',
      severity: 'error',
      from: { path: '^apps/dashboard/src/', pathNot: NOT_TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'a-lib-is-its-index',
      severity: 'error',
      from: { path: '^(apps|libs)/([^/]+)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: ['^libs/$2/', '^libs/[^/]+/src/(testing/)?index\\.ts$'] },
    },
    {
      name: 'kernel-knows-nobody',
      severity: 'error',
      from: { path: '^libs/kernel/', pathNot: NOT_TESTS },
      to: { path: '^libs/', pathNot: '^libs/kernel/' },
    },
    forBrowsers('liveclient'),
    forBrowsers('passwords'),
    forBrowsers('texts'),
    {
      name: 'platform-knows-what-is-below-it',
      severity: 'error',
      from: { path: `^libs/(${PLATFORM})/`, pathNot: NOT_TESTS },
      to: {
        path: '^libs/',
        pathNot: ['^libs/$1/', '^libs/(kernel|config|observability|passwords|redis|runtime)/'],
      },
    },
    {
      name: 'integrations-know-no-domain',
      comment: 'nor each other; what they do is recorded all the same',
      severity: 'error',
      from: { path: `^libs/(${INTEGRATION})/`, pathNot: NOT_TESTS },
      to: { path: `^libs/(${INTEGRATION}|${DOMAIN})/`, pathNot: '^libs/($1|audit)/' },
    },
    domainEdge('auth', ''),
    domainEdge('courses', ''),
    domainEdge('workers', ''),
    domainEdge('downloads', 'courses|workers'),
    domainEdge('batches', 'downloads|courses'),
    domainEdge('maintenance', 'downloads|workers'),
    domainEdge('health', 'downloads|maintenance|workers'),
    domainEdge('realtime', 'downloads|batches'),
    fence('typeorm', '(^|/)(typeorm|@nestjs/typeorm)(/|$)', '^libs/database/|/persistence/'),
    fence('bullmq', '(^|/)(bullmq|@nestjs/bullmq)(/|$)', '^libs/queue/|\\.processor\\.ts$'),
    fence('ioredis', '(^|/)ioredis(/|$)', '^libs/redis/|^apps/local/'),
    fence('child-process', '^(node:)?child_process$', '^libs/process/'),
    fence('undici', '(^|/)undici(/|$)', '^libs/egress/'),
    fence('http-in-libs', '(^|/)(fastify|@nestjs/swagger|@nestjs/platform-fastify)(/|$)', '^apps/'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
