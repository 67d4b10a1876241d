import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Cluster } from '../cluster/cluster.ts'
import { startFaultyProxy } from '../cluster/faulty-proxy.ts'
import { expect, test, text } from './application.ts'
import { expectNoFault } from './axe.ts'
import { openSwitcher } from './contexts-on-page.ts'
import { merged, replaceFile } from './kubeconfigs.ts'
import { registeredSecrets } from './secrets-made-by-kubectl.ts'

const palette = (window: Page) => window.getByRole('dialog', { name: 'Command palette' })
const entry = (window: Page, name: string | RegExp) => palette(window).getByRole('option', { name })
const active = (window: Page) => palette(window).getByRole('option', { selected: true })
const marks = (window: Page, name: RegExp) => entry(window, name).locator('mark').allTextContents()

async function press(window: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await window.keyboard.press(key)
}
/** Opens the palette and types. */
async function find(window: Page, text: string): Promise<void> {
  await press(window, 'Control+k')
  await expect(palette(window).getByRole('combobox')).toBeFocused()
  await window.keyboard.type(text)
}

async function credential(cluster: Cluster, name: string, kubernetesName: string): Promise<string> {
  const namespace = await cluster.namespace('runai-palette', { 'runai/queue': 'palette' })
  await registeredSecrets(cluster, [
    {
      namespace,
      name: kubernetesName,
      type: 'password',
      credential: { credential: name, origin: 'existing' },
    },
  ])
  return namespace
}

/** Other tests of the same cluster have other names. */
const uniqueWord = (): string => randomBytes(4).toString('hex')

test('a credential is found by some letters and opened, without a mouse; the next time it comes first', async ({
  open,
  cluster,
}) => {
  const mark = uniqueWord()
  const name = `Quiet zebra telemetry ${mark}`
  await credential(cluster, name, 'quiet-zebra')
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')

  await find(window, `qztel${mark}`)
  await expect(active(window)).toContainText(name)
  const marked = await marks(window, new RegExp(`^${name}`))
  expect(marked.join('').toLowerCase()).toBe(`qztel${mark}`)
  await expectNoFault(window)
  await press(window, 'Enter')
  await expect(palette(window)).toHaveCount(0)
  await expect(window.getByRole('region', { name, exact: true })).toBeVisible()

  await find(window, '')
  const recently = palette(window).getByRole('group', { name: 'Recently used' })
  await expect(recently.getByRole('option', { name: new RegExp(`^${name}`) })).toBeVisible()
  await press(window, 'Escape')
  await expect(palette(window)).toHaveCount(0)
})

test('a click on a heading of the palette leaves the focus in its field', async ({ open }) => {
  const { window } = await open()
  await find(window, 'sett')
  await palette(window).locator('.heading').first().click()
  await window.keyboard.type('ings')
  await expect(palette(window).getByRole('combobox')).toHaveValue('settings')
  await entry(window, /^Settings/)
    .first()
    .click()
  await expect(window.getByRole('heading', { name: 'Settings' })).toBeVisible()
})

// The palette's code loaded after the first rows: letters typed before that were lost.
test('typing on at once loses no letter, even before the list was read', async ({ open, cluster }) => {
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await press(window, 'Control+k')
  await window.keyboard.type('settings')
  await expect(palette(window).getByRole('combobox')).toHaveValue('settings')
})

// Enter waits for the search, which a second key doesn't.
test('what Enter runs is run once, and not after Escape', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  const row = window.locator('[role=row][data-uid]').first()
  await expect(row).toHaveCSS('height', '46px')
  const pressAtOnce = (...keys: string[]) =>
    palette(window)
      .getByRole('combobox')
      .evaluate((input, all) => {
        for (const key of all)
          input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      }, keys)

  await find(window, 'compact rows')
  await pressAtOnce('Enter', 'Enter')
  await expect(palette(window)).toHaveCount(0)
  await expect(row).toHaveCSS('height', '28px')
  await find(window, 'compact rows')
  await pressAtOnce('Enter', 'Escape')
  await expect(palette(window)).toHaveCount(0)
  await find(window, 'keys')
  await press(window, 'Enter')
  await expect(window.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await expect(row).toHaveCSS('height', '28px')
})

test('pages, settings, clusters and actions are in the palette with their keys, and Enter runs them', async ({
  open,
  cluster,
}) => {
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')

  await find(window, 'secrets')
  await expect(entry(window, /^Secrets/)).toBeVisible()
  await palette(window).getByRole('combobox').fill('rotation')
  await expect(palette(window).getByRole('group', { name: 'Settings' })).toContainText('Rotation')
  await press(window, 'Enter')
  await expect(window.getByRole('region', { name: 'Rotation' })).toBeFocused()

  await find(window, '@')
  await expect(palette(window).getByRole('group')).toHaveCount(1)
  await expect(palette(window).getByRole('group', { name: 'Clusters' })).toContainText('Ctrl 1')
  await press(window, 'Escape')

  await find(window, '>download')
  // The settings have no rows to download.
  await expect(palette(window)).toContainText('Nothing matches')
  await press(window, 'Escape')
  await find(window, 'Credentials')
  await entry(window, /^Credentials$/).click()
  await expect(window.getByRole('heading', { name: 'Credentials', level: 1 })).toBeVisible()
  await find(window, 'dcsv')
  await expect(active(window)).toContainText('Download CSV…')
  await expect(active(window)).toContainText('Ctrl S')
  // A page that belongs to another one is reached from everywhere, too.
  await palette(window).getByRole('combobox').fill('compare')
  await expect(active(window)).toContainText('Snapshots: Compare')
  await press(window, 'Enter')
  await expect(window.getByRole('heading', { name: 'Compare', level: 1 })).toBeVisible()
  await find(window, 'history')
  await expect(active(window)).toContainText('Snapshots: History')
  await press(window, 'Enter')
  await expect(window.getByRole('heading', { name: 'Choose a folder of snapshots' })).toBeVisible()
})

test('what a name hides is shown in the palette as what it is, and a long name leaves its place to the others', async ({
  open,
  cluster,
}) => {
  const mark = uniqueWord()
  const names = ['\u202egnirtsgnorw', `ze\u200bro`, 'x'.repeat(230), 'مفتاح'].map(
    (end) => `Zwölf ${mark} ${end}`,
  )
  const namespace = await cluster.namespace('runai-palette', { 'runai/queue': 'hidden' })
  await registeredSecrets(
    cluster,
    names.map((name, at) => ({
      namespace,
      name: `hidden-${at}`,
      type: 'password' as const,
      credential: { credential: name, origin: 'existing' as const },
    })),
  )
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  await find(window, `zwölf ${mark}`)
  await expect(entry(window, /U\+202E/)).toBeVisible()
  await expect(entry(window, /ze⟨U\+200B⟩ro/)).toBeVisible()
  await expect(entry(window, /مفتاح/)).toBeVisible()
  const widths = await palette(window)
    .getByRole('option')
    .evaluateAll((options) => options.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth))
  expect(widths.filter((over) => over > 0)).toEqual([])
  await expectNoFault(window)
})

// N did nothing at all while the cluster was read-only.
test('a key for what can’t be done says why, and so does the palette', async ({ open, cluster }) => {
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Changes allowed')
  await openSwitcher(window)
  await press(window, 'ArrowDown', 'ArrowRight')
  await window.getByRole('menuitemcheckbox', { name: 'Read-only' }).press('Space')
  await press(window, 'Escape', 'Escape')
  await expect(window.getByRole('contentinfo')).toContainText('Read-only')
  await press(window, 'n')
  const reason = window.getByRole('status').filter({ hasText: 'New credential isn’t available.' })
  await expect(reason).toBeVisible()
  await press(window, 'Shift')
  await expect(reason).toHaveCount(0)
  await find(window, 'new cred')
  await expect(active(window)).toHaveAttribute('aria-disabled', 'true')
  await press(window, 'Enter')
  await expect(palette(window)).toBeVisible()
})

test('? shows the keys of what can be done here, and Escape leads back', async ({ open, cluster }) => {
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  await press(window, '?')
  const sheet = window.getByRole('dialog', { name: 'Keys' })
  await expect(sheet.getByRole('region', { name: 'This page' })).toContainText('New credential…')
  await expect(sheet.getByRole('region', { name: 'Everywhere' })).toContainText('Ctrl K')
  await expectNoFault(window)
  await press(window, 'Escape')
  await expect(sheet).toHaveCount(0)
})

test('the selected entry stays selected when entries come and go, and its neighbor is when it goes itself', async ({
  open,
  cluster,
}) => {
  const word = uniqueWord()
  const { token } = await cluster.user(`chooser-${word}`, { clusterRules: [] })
  const base = await text(cluster.adminKubeconfig)
  const proxy = await startFaultyProxy(cluster)
  const named = (name: string) => proxy.kubeconfig(`${word}-${name}`, token)
  const [alpha, beta, gamma] = [named('alpha'), named('beta'), named('gamma')]
  const kubeconfig = join(cluster.folder, `chosen-${word}.kubeconfig`)
  await writeFile(kubeconfig, merged(base, alpha, beta, gamma), { mode: 0o600 })
  const { window } = await open({ kubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  await find(window, `@${word}`)
  await press(window, 'ArrowDown')
  await expect(active(window)).toContainText('beta')
  await replaceFile(kubeconfig, merged(base, beta, gamma))
  await expect(entry(window, /alpha/)).toHaveCount(0)
  await expect(active(window)).toContainText('beta')
  await replaceFile(kubeconfig, merged(base, alpha, gamma))
  await expect(entry(window, /beta/)).toHaveCount(0)
  await expect(active(window)).toContainText('gamma')
  // What is first without an arrow key stays, too.
  await press(window, 'Backspace')
  await expect(active(window)).toContainText('alpha')
  await replaceFile(kubeconfig, merged(base, named('able'), alpha, gamma))
  await expect(entry(window, /able/)).toBeVisible()
  await expect(active(window)).toContainText('alpha')
  await press(window, 'Escape')
  await proxy.stop()
})
