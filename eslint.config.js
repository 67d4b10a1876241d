import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import { importX } from 'eslint-plugin-import-x'
import pluginVue from 'eslint-plugin-vue'
import prettier from 'eslint-config-prettier'
import tseslint from 'typescript-eslint'
import { innerZones, zones } from './tools/architecture/zones.mjs'

const only = (name, message) => ({ name, message })
const client = only('@kubernetes/client-node', 'Only electron/kube talks to clusters.')
const electron = only('electron', 'Only electron/app, electron/preload and electron/main.ts know Electron.')
const element = {
  name: 'vue',
  importNames: ['h', 'createVNode', 'createTextVNode'],
  message: 'renderer/ui/element.ts makes elements whose texts are visible.',
}
const keyring = only('@napi-rs/keyring', 'Only electron/keychain asks the keychain, in a process of its own.')

const outside = {
  group: ['node:*', 'electron', '@kubernetes/*'],
  message: 'The window has no Node, no Electron and no client.',
}

const noRecord = (selector) => ({
  selector,
  message: 'Use a Map: text from a file may be called constructor or __proto__.',
})

/**
 * The compiler lets a text be the key of an object only where a type says so. Without such types, and without the ways
 * around them, no text from a file can be a key.
 */
const textKeys = [
  'TSTypeReference[typeName.name="Record"] > TSTypeParameterInstantiation > TSStringKeyword:first-child',
  'TSIndexSignature',
  'TSMappedType > TSStringKeyword.constraint',
  'MemberExpression[object.name="Object"][property.name="fromEntries"]',
  'MemberExpression[computed=true] > TSAsExpression.property',
  'BinaryExpression[operator="in"]:not([left.type="Literal"])',
].map(noRecord)

/** Where texts of files and tables are handled. */
const ofFiles = [
  'electron/snapshots/**',
  'electron/services/snapshots/**',
  'renderer/features/snapshots/**',
  'renderer/ui/{cells,chart,grid}/**',
  'renderer/**/facets.ts',
  'shared/{age,columns,known-times,rotation,row-selection,snapshot,wording}.ts',
  'shared/contract/snapshots.ts',
]

/**
 * What ESLint looks at: who may import whom, in all files, and everything in `.vue` files. The rules for TypeScript are
 * in .oxlintrc.json: oxlint needs a tenth of the time for them (docs/decisions/checks.md).
 */
export default tseslint.config(
  {
    ignores: [
      '*.config.ts.*.mjs',
      'out/',
      'out-dev/',
      'dist/',
      'node_modules/',
      'test-results/',
      'playwright-report/',
    ],
  },
  // Rules that only oxlint runs are named in comments of files that both read.
  { linterOptions: { reportUnusedDisableDirectives: 'off' } },
  {
    plugins: { 'import-x': importX, '@typescript-eslint': tseslint.plugin },
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({
          project: ['tsconfig.json', 'tests/tsconfig.json', 'renderer/tsconfig.json'],
          noWarnOnMultipleProjects: true,
        }),
      ],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'no-restricted-imports': ['error', { paths: [client, electron, keyring] }],
    },
  },
  // Tests are free inside their room.
  {
    ignores: ['**/*.{test,fixture}.ts', '**/testing/**'],
    rules: { 'import-x/no-restricted-paths': ['error', { zones: [...zones, ...innerZones] }] },
  },
  { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } },
  {
    files: ['**/*.vue'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        parser: tseslint.parser,
        project: 'renderer/tsconfig.json',
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      'no-console': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Nothing here uses `this`: factories return plain functions.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
    },
  },
  // After the rules for TypeScript: it brings the parser of `.vue` files along.
  ...pluginVue.configs['flat/recommended'],
  prettier,
  {
    files: ['electron/kube/**'],
    rules: { 'no-restricted-imports': ['error', { paths: [electron, keyring] }] },
  },
  {
    files: ['electron/keychain/**'],
    rules: { 'no-restricted-imports': ['error', { paths: [client, electron] }] },
  },
  {
    files: ['electron/app/**', 'electron/preload/**', 'electron/main.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [client, keyring] }] },
  },
  {
    files: ['renderer/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [element],
          patterns: [outside],
        },
      ],
      'vue/no-v-html': 'error',
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-props-declaration': ['error', 'type-based'],
      'vue/define-emits-declaration': ['error', 'type-based'],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
    },
  },
  { files: ofFiles, ignores: ['**/*.test.ts'], rules: { 'no-restricted-syntax': ['error', ...textKeys] } },
  {
    files: ['renderer/ui/element.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [outside] }] },
  },
)
