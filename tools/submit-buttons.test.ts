import { globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const renderer = resolve(import.meta.dirname, '../renderer')

/** Dialogs without a main button, and why. */
const without: Readonly<Record<string, string>> = {
  'features/checks/CheckDialog.vue': 'it only shows what was found, and its fixes are many',
  'features/connection/ConnectionDialog.vue':
    'a question about an unsafe connection, which people should read',
  'features/connection/ConsentDialog.vue': 'a question about a program, which people should read',
  'features/palette/KeySheet.vue': 'it only shows keys',
  'features/settings/NoticesDialog.vue': 'it only shows notices',
}

/** The text of a component and of those in its folder that it uses. */
function textOf(file: string): string {
  const text = readFileSync(file, 'utf8')
  const parts = [...text.matchAll(/from '\.\/([\w/-]+\.vue)'/g)]
  return [text, ...parts.map(([, part]) => readFileSync(join(dirname(file), part ?? ''), 'utf8'))].join('\n')
}

const dialogs = globSync('{app,features}/**/*.vue', { cwd: renderer })
  .filter((file) => /<AppDialog\b/.test(readFileSync(join(renderer, file), 'utf8')))
  .map((file) => file.replaceAll('\\', '/'))
  .sort()

describe('Ctrl Enter', () => {
  it.each(dialogs)('presses the main button of %s, or it says why it has none', (file) => {
    // AppDialog presses `data-submit`.
    expect(/\bdata-submit\b/.test(textOf(join(renderer, file)))).toBe(without[file] === undefined)
  })

  it('leaves out no dialog that is gone', () => {
    expect(dialogs.length).toBeGreaterThan(10)
    expect(Object.keys(without).filter((file) => !dialogs.includes(file))).toEqual([])
  })
})
