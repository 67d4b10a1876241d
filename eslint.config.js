import { join } from 'node:path'
import pluginVue from 'eslint-plugin-vue'
import prettier from 'eslint-config-prettier'
import tseslint from 'typescript-eslint'
import { createComponentParser } from './tools/lint/component-parser.mjs'

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
  'electron/snapshots/**/*.ts',
  'electron/services/snapshots/**/*.ts',
  'renderer/features/snapshots/**/*.{ts,vue}',
  'renderer/ui/{cells,chart,grid}/**/*.{ts,vue}',
  'renderer/**/facets.ts',
  'shared/{age,columns,known-times,rotation,search-text,snapshot,wording}.ts',
  'shared/contract/snapshots.ts',
]

/**
 * What ESLint looks at: everything in `.vue` files, and the one rule that needs its selectors. All other rules are in
 * .oxlintrc.json: oxlint needs a tenth of the time for them (docs/decisions/checks.md).
 */
export default tseslint.config(
  {
    ignores: [
      '**/*.{js,mjs,cjs}',
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
    files: ofFiles,
    ignores: ['**/*.test.ts'],
    languageOptions: { parser: tseslint.parser },
    rules: { 'no-restricted-syntax': ['error', ...textKeys] },
  },
  {
    files: ['**/*.vue'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        parser: createComponentParser(join(import.meta.dirname, 'renderer/tsconfig.json')),
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
    files: ['renderer/**'],
    rules: {
      'vue/no-v-html': 'error',
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-props-declaration': ['error', 'type-based'],
      'vue/define-emits-declaration': ['error', 'type-based'],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
    },
  },
)
