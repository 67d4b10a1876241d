import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import tseslint from 'typescript-eslint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const config = join(root, '.oxlintrc.json')
const oxlint = join(root, 'node_modules/oxlint/bin/oxlint')

/** Rules of typescript-eslint that oxlint lacks, and why that doesn't matter. */
const needless = [
  // The compiler rejects enums (`erasableSyntaxOnly`), and there are no classes to instantiate by `any`.
  'no-unsafe-enum-assignment',
  'no-unsafe-class-instance-assignment',
  // Also turned off for ESLint: nothing here uses `this`.
  'unbound-method',
]

describe('the rules that oxlint runs', () => {
  it('are those of typescript-eslint’s strictest set', () => {
    const wanted = tseslint.configs.strictTypeChecked
      .flatMap(({ rules = {} }) => Object.entries(rules))
      .filter(([name, level]) => name.startsWith('@typescript-eslint/') && level !== 'off')
      .map(([name]) => name.replace('@typescript-eslint/', ''))
      .filter((name) => !needless.includes(name))
    expect(wanted.length).toBeGreaterThan(60)
    const { rules } = JSON.parse(readFileSync(config, 'utf8')) as { rules: Record<string, unknown> }
    // Rules that ESLint has twice, oxlint has once, without the prefix.
    const missing = wanted.filter((name) => !(`typescript/${name}` in rules) && !(name in rules))
    expect(missing).toEqual([])
  })
})

const faults: [string, string][] = [
  ['typescript(no-floating-promises)', 'Promise.resolve(1)'],
  ['typescript(no-misused-promises)', '[1].forEach(async () => { await Promise.resolve() })'],
  [
    'typescript(no-unnecessary-condition)',
    'export const f = (given: string) => (given === undefined ? 1 : 2)',
  ],
  [
    'typescript(no-unsafe-assignment)',
    'export const f = (text: string): string => { const all = JSON.parse(text); return String(all) }',
  ],
  ['typescript(no-explicit-any)', 'export const f = (given: any): void => { void given }'],
  [
    'typescript(switch-exhaustiveness-check)',
    "export function f(of: 'a' | 'b'): number | undefined { switch (of) { case 'a': return 1 } }",
  ],
  ['typescript(restrict-template-expressions)', 'export const f = (given: object) => `${given}`'],
  ['typescript(only-throw-error)', "export const f = () => { throw 'text' }"],
  ['typescript(no-non-null-assertion)', 'export const f = (given: string | undefined) => given!.length'],
  [
    'typescript(consistent-type-imports)',
    "import { Stats } from 'node:fs'\nexport const f = (of: Stats) => of.size",
  ],
  ['eslint(no-console)', 'console.log(1)'],
  ['eslint(no-unused-vars)', 'const unused = 1'],
  ['eslint(max-lines)', 'void 0\n'.repeat(301)],
]

/** Two files each, of which the second completes the cycle. */
const circles: [string, Record<string, string>][] = [
  [
    'two files',
    {
      'one.ts': "import { b } from './two.ts'\nexport const a = () => b",
      'two.ts': "import { a } from './one.ts'\nexport const b = () => a",
    },
  ],
  [
    'types alone',
    {
      'shape.ts': "import type { B } from './part.ts'\nexport type A = B | null",
      'part.ts': "import type { A } from './shape.ts'\nexport type B = A[]",
    },
  ],
  [
    'a component',
    {
      'piece.ts': "import Piece from './OnePiece.vue'\nexport const piece = Piece",
      'OnePiece.vue': `<script setup lang="ts">\nimport { piece } from './piece.ts'\nvoid piece\n</script>`,
    },
  ],
]

/** A file, and what it must not import. */
const restricted: [string, string][] = [
  ['electron/kube/core/fault.ts', 'electron'],
  ['electron/kube/core/fault.ts', '@napi-rs/keyring'],
  ['electron/services/fault.ts', 'electron'],
  ['electron/services/fault.ts', '@kubernetes/client-node'],
  ['electron/services/fault.ts', '@napi-rs/keyring'],
  ['electron/compose/fault.ts', 'electron'],
  ['electron/keychain/fault.ts', 'electron'],
  ['electron/keychain/fault.ts', '@kubernetes/client-node'],
  ['electron/main.ts', '@kubernetes/client-node'],
  ['electron/main.ts', '@napi-rs/keyring'],
  ['renderer/fault.ts', 'node:fs'],
  ['renderer/fault.ts', 'electron'],
  ['renderer/features/FaultyPage.vue', '@kubernetes/client-node'],
  ['renderer/ui/fault.ts', 'vue'],
  ['renderer/ui/FaultyPiece.vue', 'vue'],
]

/** A file, and what only it and its kind may import. */
const allowed: [string, string][] = [
  ['electron/kube/core/right.ts', '@kubernetes/client-node'],
  ['electron/keychain/right.ts', '@napi-rs/keyring'],
  ['electron/app/right.ts', 'electron'],
  ['renderer/ui/element.ts', 'vue'],
]

/** A file with all imports that it should have. */
function importing(file: string): string {
  const imports = [...restricted, ...allowed]
    .filter(([name]) => name === file)
    .map(([, imported]) => imported)
  const lines = imports.map((imported, at) =>
    imported === 'vue'
      ? `import { h } from 'vue'\nvoid h`
      : `import * as it${at} from '${imported}'\nvoid it${at}`,
  )
  const script = `${lines.join('\n')}\n`
  return file.endsWith('.vue') ? `<script setup lang="ts">\n${script}</script>\n` : script
}

describe('oxlint', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credenza-lint-'))
  let found = ''

  // All faults in one run, since startup takes the time.
  beforeAll(() => {
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: join(root, 'tsconfig.base.json'),
        compilerOptions: { lib: ['ES2024'], types: ['node'], typeRoots: [join(root, 'node_modules/@types')] },
        include: ['.'],
      }),
    )
    faults.forEach(([, code], at) => writeFileSync(join(folder, `fault-${at}.ts`), `${code}\n`))
    for (const [file, code] of circles.flatMap(([, files]) => Object.entries(files)))
      writeFileSync(join(folder, file), `${code}\n`)
    for (const [file] of [...restricted, ...allowed]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), importing(file))
    }
    copyFileSync(config, join(folder, '.oxlintrc.json'))
    const { stdout } = spawnSync(process.execPath, [oxlint, '-f', 'unix', '.'], {
      cwd: folder,
      encoding: 'utf8',
    })
    found = stdout
  })
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  it.each(faults)('finds %s', (rule) => {
    const at = faults.findIndex(([name]) => name === rule)
    const lines = found.split('\n').filter((line) => line.includes(`fault-${at}.ts`))
    expect(lines.join('\n')).toContain(rule)
  })

  it.each(circles)('finds a circle of %s', (_, files) => {
    for (const file of Object.keys(files))
      expect(
        found
          .split('\n')
          .filter((line) => line.includes(`${file}:`))
          .join('\n'),
      ).toContain('no-cycle')
  })

  const restrictedIn = (file: string) =>
    found.split('\n').filter((line) => line.includes(`${file}:`) && line.includes('no-restricted-imports'))

  it.each(restricted)('finds that %s imports %s', (file, imported) => {
    expect(restrictedIn(file).filter((line) => line.includes(`'${imported}'`))).toHaveLength(1)
  })

  it.each(allowed)('allows that %s imports %s', (file) => {
    expect(restrictedIn(file)).toEqual([])
  })

  it('looks at the project’s own files', () => {
    const files = execFileSync(process.execPath, [oxlint, '--debug=files'], { cwd: root, encoding: 'utf8' })
    for (const file of [
      'electron/main.ts',
      'renderer/api.ts',
      'shared/failure.ts',
      'tests/e2e/application.ts',
    ])
      expect(files).toContain(file)
  })
})
