import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { usualSandboxVersion } from '../../shared/sandbox.ts'
import { expect, searchField, test, type Application, type OpenOptions } from './application.ts'
import { askBridge } from './bridge.ts'
import { openByDialog, writeExport, exportedRow } from './snapshots-on-page.ts'
import { wizardOf } from './wizard-steps.ts'

/**
 * Everything that a test can see of an application: what it shows, what it remembers, and what is in its user's home.
 */
async function lookOf({ electron, window, home }: Application) {
  const ask = (domain: string, operation: string, input = {}) =>
    askBridge<unknown>(window, domain, operation, input)
  const seen = {
    page: await window.evaluate(() => ({
      hash: location.hash,
      text: ['nav', 'header', 'footer', 'main > :not(.content)', '[role=columnheader]', '[role=dialog]'].map(
        (part) => [...document.querySelectorAll<HTMLElement>(part)].map(({ innerText }) => innerText),
      ),
      rows: [...document.querySelectorAll('[role=row][data-uid]')]
        .slice(0, 5)
        .map(({ textContent }) => textContent.replaceAll(/now|\d+ (?:min|h|d)/g, 'an age')),
      fields: [...document.querySelectorAll('input')].map(({ value, checked }) => [value, checked]),
      isDark: matchMedia('(prefers-color-scheme: dark)').matches,
      size: [innerWidth, innerHeight],
      focus: [document.activeElement?.tagName, document.activeElement?.getAttribute('aria-label')],
      storage: [localStorage.length, sessionStorage.length],
      leftBehind: 'leftBehind' in globalThis,
    })),
    databases: await window.evaluate(async () => (await indexedDB.databases()).length),
    settings: await ask('settings', 'read'),
    contexts: await ask('contexts', 'list'),
    faults: await ask('sandbox', 'faults'),
    recent: await ask('snapshots', 'recent'),
    daily: await ask('snapshots', 'daily'),
    drafts: await Promise.all(
      ['admin', 'Credenza sandbox'].map((context) => ask('drafts', 'read', { context, type: 'password' })),
    ),
    platform: await electron.evaluate(({ dialog, shell }) => ({
      functions: [dialog.showSaveDialog, dialog.showOpenDialog, shell.showItemInFolder].map(String),
      isLeftBehind: 'leftBehind' in globalThis || 'proposedName' in globalThis,
    })),
    files: (await readdir(home, { recursive: true })).filter((path) => !path.startsWith('user-data')),
  }
  // Ages and times depend on when the sandbox was seeded, and when the window rendered.
  const told = JSON.stringify(seen)
    .replaceAll(home, '~')
    .replaceAll(/\bnow\b|\d+ (?:s|min|h|d)\b/g, 'an age')
    .replaceAll(/\b\d{1,2}:\d{2}(?::\d{2})?\b/g, 'a time')
  return JSON.parse(told) as object
}

/** Leaves every kind of state that an application can be left with. */
async function dirty({ electron, window, home, userData, saveAs }: Application): Promise<void> {
  await askBridge(window, 'settings', 'change', {
    columns: ['name', 'origin'],
    descriptionUnderName: false,
    lastContext: 'other',
    recentContexts: ['other'],
    contextMarks: { admin: { label: 'Mine', swatch: 'rose', isReadOnly: true } },
    runaiNamespace: 'elsewhere',
    draftMinutes: 9,
    deleteDraftsOnQuit: true,
    ageLimits: { due: 1, overdue: 2 },
  })
  await saveAs(join(home, 'x.csv'))
  await electron.evaluate(({ dialog, shell }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] })
    shell.showItemInFolder = () => undefined
    ;(globalThis as { leftBehind?: boolean }).leftBehind = true
  })
  await mkdir(join(home, '.kube'), { recursive: true })
  await writeFile(join(home, '.kube', 'config'), '{}')
  await writeFile(join(home, 'Downloads', 'left.csv'), 'left')
  await rm(join(userData, 'settings.json'))
  await window.evaluate(() => {
    localStorage.setItem('left', 'behind')
    sessionStorage.setItem('left', 'behind')
    ;(globalThis as { leftBehind?: boolean }).leftBehind = true
    return new Promise((resolve) => indexedDB.open('left').addEventListener('success', resolve))
  })
  await window.emulateMedia({ colorScheme: 'dark' })
  await window.setViewportSize({ width: 900, height: 600 })
  await window.mouse.move(300, 300)
}

/** Leaves a wizard open with some input. */
async function leaveWizard(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'New credential' }).first().click()
  await window.getByRole('menuitem', { name: /^Username and password/ }).click()
  await wizardOf(window).getByRole('textbox', { name: 'Credential name' }).fill('Left behind')
  await wizardOf(window).getByRole('textbox', { name: 'Password', exact: true }).fill('FAKE-left-behind')
}

const kinds: Record<string, { options: OpenOptions; use: (application: Application) => Promise<void> }> = {
  'of no kubeconfig': {
    options: {},
    use: async (application) => {
      const { window } = application
      await openByDialog(application, await writeExport(application, 'left.csv', [exportedRow('Left')]))
      await searchField(window).fill('left')
      await window.getByRole('button', { name: 'Columns' }).click()
    },
  },
  'of a kubeconfig': {
    options: { kubeconfig: 'admin' },
    use: async ({ window }) => {
      await expect(window.getByRole('contentinfo')).toContainText('Live')
      await leaveWizard(window)
      await expect(wizardOf(window)).toContainText('password-left-behind')
    },
  },
  'of the sandbox': {
    options: { isSandbox: true },
    use: async ({ window }) => {
      await expect(window.getByRole('contentinfo')).toContainText('Live')
      await leaveWizard(window)
      // Not before: nothing can be created by a user who may only read.
      await askBridge(window, 'sandbox', 'switchFaults', { latency: 50, isReadOnly: true })
    },
  },
}

for (const [name, { options, use }] of Object.entries(kinds)) {
  test(`an application ${name} that was put back is what a start shows`, async ({
    open,
    shared,
    start,
    cluster,
  }) => {
    const asked = options.kubeconfig === undefined ? options : { kubeconfig: cluster.adminKubeconfig }
    const first = await open(asked)
    await use(first)
    await dirty(first)
    await shared.takeBack(false)

    const again = await open(asked)
    expect(again === first, 'it was put back').toBe(true)
    const fresh = await start(asked)
    await expect(async () => expect(await lookOf(again)).toEqual(await lookOf(fresh))).toPass()
  })
}

const stains: [string, OpenOptions, (application: Application, kubeconfig: string) => Promise<void>][] = [
  [
    'has chosen the folder of a history',
    {},
    async ({ window, home, choose }) => {
      await choose(home)
      await askBridge(window, 'snapshots', 'chooseFolder')
    },
  ],
  [
    'was given a kubeconfig by the dialog',
    {},
    async ({ window, choose }, kubeconfig) => {
      await choose(kubeconfig)
      await askBridge(window, 'contexts', 'openKubeconfig')
    },
  ],
  [
    'has opened the sandbox unasked',
    {},
    async ({ window, userData }) => {
      await askBridge(window, 'sandbox', 'reset', { version: usualSandboxVersion })
      await expect.poll(() => readdir(userData)).toContain('sandbox.json')
    },
  ],
  [
    'can’t write its settings',
    {},
    async ({ userData }) => {
      await rm(join(userData, 'settings.json'))
      await mkdir(join(userData, 'settings.json'))
    },
  ],
]
for (const [name, options, stain] of stains) {
  test(`an application that ${name} is not used again`, async ({ open, shared, cluster }) => {
    const first = await open(options)
    const { pid } = first.electron.process()
    await stain(first, cluster.adminKubeconfig)
    await shared.takeBack(false)
    expect((await open(options)).electron.process().pid).not.toBe(pid)
  })
}

test('an application of a failed test is not used again', async ({ open, shared }) => {
  const { pid } = (await open()).electron.process()
  await shared.takeBack(true)
  expect((await open()).electron.process().pid).not.toBe(pid)
})

test('what a test runs in the main process doesn’t interrupt other code there', async ({ open }) => {
  const { electron } = await open()
  const isBusy = () => (globalThis as { isBusy?: boolean }).isBusy ?? null
  await electron.evaluate(() => {
    const shared = globalThis as { isBusy?: boolean }
    setTimeout(() => {
      shared.isBusy = true
      const end = Date.now() + 2000
      while (Date.now() < end);
      shared.isBusy = false
    })
  })
  const seen: (boolean | null)[] = []
  await expect
    .poll(async () => {
      seen.push(await electron.evaluate(isBusy))
      return seen.at(-1)
    })
    .toBe(false)
  expect(seen).not.toContain(true)
})
