import { posix, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { faultsOf, needlessArrows, risingArrows } from './faults.ts'
import { graphOf, importersOf, readSources } from './import-graph.ts'

const sources = readSources(resolve(import.meta.dirname, '../..'))
const graph = graphOf(sources)

/** The faults when these lines are appended to these files. Missing files are created. */
function faultsWith(planted: Record<string, string>): string[] {
  const changed = new Map(
    Object.entries(planted).map(([file, line]) => {
      const text = sources.get(file) ?? ''
      return [file, file.endsWith('.vue') ? `${text}\n<script lang="ts">\n${line}\n</script>\n` : text + line]
    }),
  )
  const resolvable = new Map([...sources, ...changed])
  const imports = graphOf(resolvable, changed.keys())
  return faultsOf(new Map([...graph, ...imports]))
}

describe('the tests of what changed', () => {
  it('are those that import it, directly or through other files', () => {
    const small = new Map([
      ['a.test.ts', ['a.ts']],
      ['a.ts', ['Piece.vue']],
      ['Piece.vue', ['deep.ts']],
      ['deep.ts', ['a.ts']],
      ['other.test.ts', ['other.ts']],
    ])
    expect(importersOf(small, ['deep.ts']).sort()).toEqual(['Piece.vue', 'a.test.ts', 'a.ts', 'deep.ts'])
    expect(importersOf(small, ['gone.ts'])).toEqual(['gone.ts'])
    expect(importersOf(graph, ['shared/age.ts'])).toContain('shared/age.test.ts')
  })
})

describe('the imports', () => {
  it('are read from all rooms, of components too', () => {
    expect(graph.size).toBeGreaterThan(1000)
    expect(graph.get('renderer/app/AppShell.vue')).toContain('renderer/app/StatusBar.vue')
    expect(graph.get('electron/compose/compose.ts')).toContain('shared/failure.ts')
  })

  it('make no circle, and lead only where rooms.mjs allows', () => {
    expect(faultsOf(graph)).toEqual([])
  })

  it('need every arrow of rooms.mjs, and all arrows lead down', () => {
    expect(needlessArrows(graph)).toEqual([])
    expect(risingArrows()).toEqual([])
  })
})

describe('a planted import', () => {
  it.each([
    [
      'a circle of two files',
      { 'shared/age.ts': "import './wording.ts'", 'shared/wording.ts': "import './age.ts'" },
      /^files import each other: .*shared\/age\.ts/,
    ],
    [
      'a circle of types alone',
      {
        'shared/one.ts': "import type { Two } from './two.ts'\nexport type One = Two",
        'shared/two.ts': "export type Two = import('./one.ts').One",
      },
      /^files import each other: shared\/one\.ts → shared\/two\.ts/,
    ],
    [
      'a circle through a component',
      {
        'renderer/ui/PlantedPiece.vue': "import { text } from './planted.ts'\nvoid text",
        'renderer/ui/planted.ts': "export { default as text } from './PlantedPiece.vue'",
      },
      /^files import each other: renderer\/ui\/PlantedPiece\.vue → renderer\/ui\/planted\.ts/,
    ],
    [
      'a circle by a dynamic import',
      {
        'shared/one.ts': "export const two = () => import('./two.ts')",
        'shared/two.ts': "export * from './one.ts'",
      },
      /^files import each other: shared\/one\.ts → shared\/two\.ts/,
    ],
    [
      'a circle of tests',
      {
        'tests/e2e/planted.ts': "import './application.ts'",
        'tests/e2e/application.ts': "import './planted.ts'",
      },
      /^files import each other/,
    ],
    [
      'a circle of folders without one of files',
      { 'renderer/ui/planted.ts': "export * from './chart/planted.ts'", 'renderer/ui/chart/planted.ts': '' },
      /^folders import each other: .*renderer\/ui → renderer\/ui\/chart/,
    ],
    [
      'ui that uses state',
      { 'renderer/ui/planted.ts': "import '../state/application.store.ts'" },
      'renderer/ui may not use renderer/state: renderer/ui/planted.ts imports renderer/state/application.store.ts',
    ],
    [
      'state that uses a feature',
      { 'renderer/state/planted.ts': "import '../features/download/DownloadNote.vue'" },
      /^renderer\/state may not use renderer\/features\/download/,
    ],
    [
      'a page that uses another page',
      { 'renderer/features/secrets/planted.ts': "import '../activity/ActivityPage.vue'" },
      /^renderer\/features\/secrets may not use renderer\/features\/activity/,
    ],
    [
      'the wizard that uses the page it is opened from',
      { 'renderer/features/wizard/planted.ts': "import '../credentials/CredentialsPage.vue'" },
      /^renderer\/features\/wizard may not use renderer\/features\/credentials/,
    ],
    [
      'base that uses kube',
      { 'electron/base/planted.ts': "import '../kube/connection.ts'" },
      /^electron\/base may not use electron\/kube/,
    ],
    [
      'base that uses shared',
      { 'electron/base/planted.ts': "import '../../shared/failure.ts'" },
      /^electron\/base may not use shared/,
    ],
    [
      'kube/http that uses kube/requests',
      { 'electron/kube/http/planted.ts': "import type {} from '../requests/requests.ts'" },
      /^http may not use requests/,
    ],
    [
      'services that use app',
      { 'electron/services/planted.ts': "import '../app/window.ts'" },
      /^electron\/services may not use electron\/app/,
    ],
    [
      'the sandbox that uses kube',
      { 'electron/sandbox/planted.ts': "import '../kube/access.ts'" },
      /^electron\/sandbox may not use electron\/kube/,
    ],
    [
      'a file of shared that uses the contract',
      { 'shared/planted.ts': "import type {} from './contract/contract.ts'" },
      /^\. may not use contract/,
    ],
    [
      'shared that uses the main process',
      { 'shared/planted.ts': "import '../electron/services/log.ts'" },
      /^shared may not use electron\/services/,
    ],
    [
      'the product that uses a tool',
      { 'renderer/ui/planted.ts': "import '../../tools/visible-templates.ts'" },
      /is part of the product and imports tools\/visible-templates\.ts$/,
    ],
    [
      'a test that looks up',
      { 'electron/base/planted.test.ts': "import '../services/log.ts'" },
      /^electron\/base may not use electron\/services/,
    ],
    [
      'a folder that the table does not know',
      { 'electron/kube/planted/planted.ts': '' },
      'electron/kube/planted/planted.ts is in no room',
    ],
  ])('is found: %s', (_, planted, fault) => {
    expect(faultsWith(planted)).toContainEqual(
      typeof fault === 'string' ? fault : expect.stringMatching(fault),
    )
  })

  it('inside a room is free for tests', () => {
    const planted = { 'electron/kube/http/planted.test.ts': "import '../requests/requests.ts'" }
    expect(faultsWith(planted)).toEqual([])
  })
})

/** A file and what it imports. Both must exist. */
const pathOf = (file: string, imported: string) => posix.join(posix.dirname(file), imported)

describe('the table of rooms', () => {
  it.each([
    ['shared/wording.ts', '../electron/services/log.ts'],
    ['renderer/api.ts', '../electron/services/log.ts'],
    ['electron/services/log.ts', '../../renderer/api.ts'],
    ['electron/services/log.ts', '../app/window-options.ts'],
    ['electron/services/log.ts', '../ipc/handle.ts'],
    ['electron/services/log.ts', '../compose/compose.ts'],
    ['electron/ipc/handle.ts', '../kube/core/kube-row.ts'],
    ['electron/ipc/handle.ts', '../app/window-options.ts'],
    ['electron/kube/core/kube-row.ts', '../../services/log.ts'],
    ['electron/app/window.ts', '../services/log.ts'],
    ['electron/preload/preload.ts', '../services/log.ts'],
    ['electron/base/whole-file.ts', '../kube/core/kube-row.ts'],
    ['electron/base/whole-file.ts', '../services/log.ts'],
    ['electron/base/whole-file.ts', '../../shared/failure.ts'],
    ['electron/ipc/handle.ts', '../base/whole-file.ts'],
    ['electron/sandbox/sandbox.ts', '../kube/core/kube-row.ts'],
    ['electron/kube/http/dispatchers.ts', '../requests/requests.ts'],
    ['electron/kube/kubeconfig/pem.ts', '../connection.ts'],
    ['shared/failure.ts', './contract/contract.ts'],
    ['renderer/ui/element.ts', '../state/application.store.ts'],
    ['renderer/ui/element.ts', './grid/DataGrid.vue'],
    ['renderer/state/application.store.ts', '../features/download/download.ts'],
    ['renderer/features/secrets/SecretsPage.vue', '../activity/ActivityPage.vue'],
    ['renderer/features/wizard/WizardDialog.vue', '../credentials/CredentialsPage.vue'],
    ['renderer/features/snapshots/table/table-view.ts', '../compare/comparing.ts'],
    ['electron/keychain/keychain.ts', '../services/log.ts'],
    ['electron/ipc/handle.ts', '../keychain/keychain.ts'],
  ])('refuses that %s imports %s', (file, imported) => {
    expect([file, pathOf(file, imported)].filter((path) => !sources.has(path))).toEqual([])
    const fault = expect.stringContaining(`${file} imports ${pathOf(file, imported)}`) as string
    expect(faultsWith({ [file]: `\nimport '${imported}'\n` })).toContainEqual(fault)
  })

  it.each([
    ['electron/services/log.ts', '../kube/core/kube-row.ts'],
    ['electron/ipc/handle.ts', '../services/log.ts'],
    ['electron/kube/core/kube-row.ts', '../../base/whole-file.ts'],
    ['electron/kube/requests/requests.ts', '../http/dispatchers.ts'],
    ['electron/kube/connection.test.ts', './requests/requests.ts'],
    ['renderer/features/credentials/CredentialsPage.vue', '../wizard/WizardDialog.vue'],
    ['electron/sandbox/sandbox.ts', '../base/whole-file.ts'],
    ['electron/services/log.ts', '../base/whole-file.ts'],
    ['electron/services/log.ts', '../../shared/failure.ts'],
    ['electron/compose/compose.ts', '../ipc/handle.ts'],
    ['electron/services/log.ts', '../keychain/keychain.ts'],
    ['renderer/api.ts', '../shared/failure.ts'],
  ])('allows that %s imports %s', (file, imported) => {
    expect([file, pathOf(file, imported)].filter((path) => !sources.has(path))).toEqual([])
    expect(faultsWith({ [file]: `\nimport '${imported}'\n` })).toEqual([])
  })
})
