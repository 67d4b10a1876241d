import { globSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { oddIn } from './odd-words.ts'
import { readDocuments, readTexts, type ProductText } from './read-texts.ts'

const folders = [
  'shared',
  'renderer/app',
  'renderer/features',
  'renderer/state',
  'renderer/ui',
  'electron/app',
  'electron/commands',
  'electron/compose',
  'electron/ipc',
  'electron/kube',
  'electron/main.ts',
  'electron/services',
  'electron/snapshots',
  'tools/start.mjs',
  'tools/test.mjs',
  'tools/dev.mjs',
  'tools/setup',
  'tools/first-look',
]
const documents = [...globSync(['*.md', 'docs/**/*.md', 'tools/**/*.md', '.github/**/*.{md,yml}'])].filter(
  (file) => !file.startsWith('.github/workflows'),
)

const problems = (texts: readonly ProductText[]) =>
  texts.flatMap(({ file, line, text }) =>
    oddIn(text).map((problem) => `${file}:${line} ${problem} in: ${text.slice(0, 160)}`),
  )

// Texts were inverted, literal and archaic: “It has half a character in it”, “Couldn’t check your permissions”.
describe('what a person reads', () => {
  // The list of words that a refusal may contain isn't prose.
  const texts = readTexts(folders).filter(({ file }) => !file.endsWith('refusal-words.ts'))

  test('is found in scripts, templates and attributes', () => {
    const all = texts.map(({ file, text }) => `${file}: ${text}`)
    expect(all).toContain('shared/failure-text/failure-text-machine.ts: Choose the file again')
    expect(all).toContain('renderer/features/connection/NamespacesDialog.vue: Choose namespaces')
    expect(all).toContain('renderer/features/connection/NamespacesDialog.vue: One per line')
    expect(all).toContain(
      'renderer/features/connection/NamespacesDialog.vue: One per line. Remembered for this context.',
    )
  })

  test('is plain, current English in the window and on the command line', () => {
    expect(problems(texts)).toEqual([])
  })

  test('is plain, current English in the documents', () => {
    expect(documents).toEqual(expect.arrayContaining(['README.md', 'docs/decisions/tls.md', 'docs/csv.md']))
    expect(problems(readDocuments(documents))).toEqual([])
  })
})

test.each([
  'It has half a character in it.',
  'What you may do is not known.',
  'A copy of the values lies in the annotation',
  'The command stands here once a scope is chosen.',
  'It has to be read anew.',
  'No Kubernetes name can be made of it; none can serve.',
  'broken.csv: it is no text',
  'You may not list namespaces.',
])('the list finds what was wrong: %s', (text) => {
  expect(oddIn(text)).not.toEqual([])
})

test.each([
  'It may not use TLS.',
  'It’s no longer a credential.',
  'There are no credentials.',
  'Check what uses it before you delete it.',
])('the list leaves plain English alone: %s', (text) => {
  expect(oddIn(text)).toEqual([])
})
