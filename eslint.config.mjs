import js from '@eslint/js';
import * as regexp from 'eslint-plugin-regexp';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';

const FENCE_ENV = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only libs/config reads the environment.',
};
const FENCE_ERROR = {
  selector: "ThrowStatement > NewExpression[callee.name='Error']",
  message: 'Throw an AppError with a code.',
};
const SHOULD = {
  selector:
    'CallExpression[callee.name=/^it((Always)?Returns)?$/] > Literal.arguments:first-child[value!=/^should /]',
  message: "A test's title begins with “should”.",
};

const FEW_PARAMETERS = {
  selector:
    ":matches(FunctionDeclaration, ArrowFunctionExpression, :not(MethodDefinition[kind='constructor']) > FunctionExpression)[params.length>4]",
  message: 'More than four parameters: pass an object. (What is injected into a constructor does not count.)',
};
/** Text from outside must never meet an expression that takes longer than in proportion to it. */
const LINEAR = {
  'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
  'regexp/no-super-linear-move': [
    'error',
    { report: 'potential', ignorePartial: false, ignoreSticky: false },
  ],
};
const HABITS = [SHOULD, FEW_PARAMETERS];
const PARSER = {
  projectService: true,
  tsconfigRootDir: import.meta.dirname,
  extraFileExtensions: ['.svelte'],
};
const BROWSER = Object.fromEntries(
  ['document', 'localStorage', 'window', 'location', 'navigator', 'history', 'matchMedia'].map((name) => [
    name,
    'readonly',
  ]),
);

export default tseslint.config(
  { ignores: ['node_modules', 'dist', 'coverage', '.data', '.tools'] },
  js.configs.recommended,
  { files: ['apps/**/*.{ts,tsx}', 'libs/**/*.ts'], plugins: { regexp }, rules: LINEAR },
  {
    files: ['**/*.ts', 'examples/*.mts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: PARSER },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowEmpty: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/prefer-nullish-coalescing': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // The decorators of DTOs read the type.
      '@typescript-eslint/no-inferrable-types': ['error', { ignoreProperties: true }],
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      eqeqeq: ['error', 'always'],
      'max-depth': ['error', 3],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', ...HABITS, FENCE_ENV],
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(\\.\\./)+(test/)?support/', message: 'Import it from @app/testing.' }] },
      ],
    },
  },
  {
    files: ['libs/**/*.ts'],
    ignores: ['**/*spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...HABITS, FENCE_ENV, FENCE_ERROR] },
  },
  // They belong to who copies them.
  { files: ['examples/*.mts'], rules: { 'no-restricted-syntax': 'off' } },
  // libs/runtime sets the size of the thread pool before anything else may load; its index.ts says why.
  {
    files: ['libs/config/src/**/*.ts', 'libs/runtime/src/index.ts'],
    rules: { 'no-restricted-syntax': ['error', ...HABITS] },
  },
  {
    files: ['**/*spec.ts', '**/testing/**', 'test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      'no-restricted-syntax': ['error', ...HABITS],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  // DTO classes only describe shapes; what is spread is a plain object.
  { files: ['apps/api/**/*.ts'], rules: { '@typescript-eslint/no-misused-spread': 'off' } },
  ...svelte.configs['flat/recommended'],
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { ...PARSER, parser: tseslint.parser } },
    rules: {
      // tsc and svelte-check know the names.
      'no-undef': 'off',
      'no-unused-vars': 'off',
      'svelte/no-at-html-tags': 'error',
      // Of SvelteKit, which is not here.
      'svelte/no-navigation-without-resolve': 'off',
      // What is to be watched is a $state; everything else is plain on purpose.
      'svelte/prefer-svelte-reactivity': 'off',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['apps/dashboard/src/messages/**/*.ts'], rules: { 'max-lines': 'off' } },
  { files: ['apps/dashboard/public/*.js'], languageOptions: { globals: BROWSER } },
  { files: ['libs/database/src/migrations/*.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: {
      globals: {
        __dirname: 'readonly',
        performance: 'readonly',
        process: 'readonly',
        console: 'readonly',
        module: 'writable',
        require: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        Buffer: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
      },
    },
  },
);
