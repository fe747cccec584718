/** Three sizes of test, told apart by name: no I/O beside the code, real parts beside the code, the whole system in test/. */
const shared = {
  rootDir: __dirname,
  testEnvironment: '<rootDir>/test/support/jest/environment.cjs',
  runtime: '<rootDir>/test/support/jest/runtime.cjs',
  extensionsToTreatAsEsm: [],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        sourceMaps: 'inline',
        module: { type: 'commonjs' },
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
          baseUrl: __dirname,
          // Here rather than in moduleNameMapper, so that the global set-up understands it too.
          paths: { '@app/testing/*': ['test/support/*'], '@app/*': ['libs/*/src/index.ts'] },
        },
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
};

const withParts = {
  ...shared,
  globalSetup: '<rootDir>/test/support/start-parts.ts',
  globalTeardown: '<rootDir>/test/support/stop-parts.ts',
  setupFilesAfterEnv: ['<rootDir>/test/support/set-up-tests.ts'],
};

module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/{apps,libs}/**/*.spec.ts',
        '<rootDir>/test/{properties,repository}/**/*.spec.ts',
      ],
    },
    { ...withParts, displayName: 'medium', testMatch: ['<rootDir>/{apps,libs}/**/*.medium-spec.ts'] },
    { ...withParts, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.e2e-spec.ts'] },
    { ...withParts, displayName: 'chaos', testMatch: ['<rootDir>/test/chaos/**/*.chaos-spec.ts'] },
  ],
  testSequencer: '<rootDir>/test/support/jest/sequencer.cjs',
  coverageProvider: 'v8',
  collectCoverageFrom: [
    '{apps,libs}/**/*.ts',
    '!**/*.{spec,medium-spec,module,d}.ts',
    '!**/main.ts',
    '!**/index.ts',
    '!**/migrations/**',
    '!apps/dashboard/**',
  ],
  coverageReporters: ['text-summary', 'json-summary', 'lcovonly'],
};
