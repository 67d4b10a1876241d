import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ESLint } from 'eslint'
import pluginVue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createComponentParser } from './component-parser.mjs'

const template = '<template><p>{{ 1 + 1 }}</p></template>'
const right = "import { late } from './late.ts'\nawait late()\n"
/** Only another file shows that this is a fault. */
const fault = "import { late } from './late.ts'\nlate()\n"

const files: Readonly<Record<string, string>> = {
  'late.ts': 'export const late = () => Promise.resolve(1)\n',
  'Right.vue': `<script setup lang="ts">\n${right}</script>\n\n${template}\n`,
  'Faulty.vue': `<script setup lang="ts">\n${fault}</script>\n\n${template}\n`,
  'TemplateFirst.vue': `${template}\n\n<script setup lang="ts">\n${fault}</script>\n`,
  'WithType.vue': `<script setup lang="ts" generic="T extends string">\n${fault}defineProps<{ of: T }>()\n</script>\n\n${template}\n`,
  'Twice.vue': `<script lang="ts">\nexport const one = 1\n</script>\n\n<script setup lang="ts">\n${fault}</script>\n\n${template}\n`,
  'NoScript.vue': `${template}\n`,
}

describe('the parser of components', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credenza-components-'))
  const found = new Map<string, string[]>()

  beforeAll(async () => {
    const project = join(folder, 'tsconfig.json')
    const settings = { compilerOptions: { lib: ['ES2024'], types: [], allowImportingTsExtensions: true } }
    writeFileSync(project, JSON.stringify({ ...settings, include: ['.'] }))
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    const eslint = new ESLint({
      cwd: folder,
      overrideConfigFile: true,
      overrideConfig: [
        {
          files: ['**/*.vue'],
          plugins: { '@typescript-eslint': tseslint.plugin },
          languageOptions: {
            parserOptions: {
              parser: createComponentParser(project),
              // Creating another program would fail here.
              project: 'none.json',
              tsconfigRootDir: folder,
              extraFileExtensions: ['.vue'],
            },
          },
          rules: { '@typescript-eslint/no-floating-promises': 'error' },
        },
        ...(pluginVue.configs['flat/base'] as object[]),
      ],
    })
    for (const { filePath, messages } of await eslint.lintFiles(['.']))
      found.set(
        filePath.slice(folder.length + 1),
        messages.map(({ ruleId, message }) => ruleId ?? message),
      )
  })
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  it('looks at each component', () => {
    expect([...found.keys()].sort()).toEqual(
      Object.keys(files)
        .filter((name) => name.endsWith('.vue'))
        .sort(),
    )
  })

  it.each(['Faulty.vue', 'TemplateFirst.vue', 'WithType.vue', 'Twice.vue'])(
    'knows the types of all of them from one program: %s',
    (name) => {
      expect(found.get(name)).toEqual(['@typescript-eslint/no-floating-promises'])
    },
  )

  it.each(['Right.vue', 'NoScript.vue'])('finds nothing where nothing is wrong: %s', (name) => {
    expect(found.get(name)).toEqual([])
  })
})
