import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { NewSecret } from '../../shared/contract/wizard.ts'
import type { Result } from '../../shared/failure.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { startFaultyProxy } from '../cluster/faulty-proxy.ts'
import { expect, rowOf, searchField, test } from './application.ts'
import { expectNoFault, expectNoFaultInBothThemes } from './axe.ts'
import { clusters, openSwitcher, switcher } from './contexts-on-page.ts'
import { merged } from './kubeconfigs.ts'
import { registeredSecret } from './secrets-made-by-kubectl.ts'

const reader = { clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch'] }] }

const status = (window: Page) => window.getByRole('contentinfo')

async function credentialIn(cluster: Cluster, namespace: string, name: string): Promise<void> {
  await registeredSecret(cluster, { namespace, name, credential: { credential: `${name} of ${namespace}` } })
}

/** Creates through the bridge, bypassing everything that the window disables. */
async function create(window: Page, input: NewSecret): Promise<Result<unknown>> {
  const answer = await window.evaluate((written) => {
    const { credenza } = globalThis as unknown as {
      credenza: { wizard: { create: (input: string) => Promise<string> } }
    }
    return credenza.wizard.create(written)
  }, JSON.stringify(input))
  return JSON.parse(answer) as Result<unknown>
}

test('clusters are found, chosen and left by the keyboard, and only the chosen one is asked', async ({
  open,
  cluster,
}) => {
  const { token } = await cluster.user('switcher', reader)
  const [alpha, beta, gamma] = await Promise.all([1, 2, 3].map(() => startFaultyProxy(cluster)))
  const kubeconfig = join(cluster.folder, 'switcher.kubeconfig')
  await writeFile(
    kubeconfig,
    merged(
      alpha!.kubeconfig('alpha', token),
      beta!.kubeconfig('beta', token),
      gamma!.kubeconfig('gamma', token),
    ),
    { mode: 0o600 },
  )
  const { window } = await open({ kubeconfig })
  await expect(status(window)).toContainText('Live')
  const press = async (...keys: string[]) => {
    for (const key of keys) await window.keyboard.press(key)
  }

  await openSwitcher(window)
  await expect(clusters(window)).toHaveText([/^alpha/, /^beta/, /^gamma/])
  await expect(clusters(window).nth(1)).toContainText(new URL(beta!.server).host)
  await expect(clusters(window).nth(1)).toContainText('Not connected')
  await expect(clusters(window).nth(1)).toContainText('default')
  await press('Escape')
  await expect(switcher(window)).toBeFocused()
  expect([...beta!.requests(), ...gamma!.requests()]).toEqual([])

  await openSwitcher(window)
  await window.keyboard.type('gam')
  await expect(clusters(window)).toHaveCount(1)
  await press('Enter')
  await expect(switcher(window)).toContainText('gamma')
  await expect(status(window)).toContainText('Live')
  expect(beta!.requests()).toEqual([])

  await openSwitcher(window)
  await expect(clusters(window)).toHaveText([/^gamma/, /^alpha/, /^beta/])
  await expect(clusters(window).nth(1)).toContainText('Closed')
  await press('ArrowDown', 'ArrowDown', 'Enter')
  await expect(switcher(window)).toContainText('alpha')
  await expect(status(window)).toContainText('Live')
  // A number always means the same cluster, regardless of what was opened last.
  await press('Control+2')
  await expect(switcher(window)).toContainText('beta')
  for (const proxy of [alpha, beta, gamma]) await proxy!.stop()
})

test('a name, a colour and read-only are kept over a restart, and the main process keeps to them', async ({
  start,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-protected', { 'runai/queue': 'protected' })
  const wanted = (name: string): NewSecret => ({
    context: 'admin',
    type: 'password',
    place: { scope: { kind: 'project', id: 'protected' }, namespace },
    name,
    description: '',
    dryRun: false,
    kubernetesName: name,
    values: { username: 'robot', password: 'FAKE-value' },
  })
  const names = async () =>
    (await cluster.kubectl(['get', 'secrets', '-n', namespace, '-o', 'name'])).trim().split('\n')
  const first = await start({ kubeconfig: cluster.adminKubeconfig })
  const { window } = first
  await expect(status(window)).toContainText('Live')
  await expect(status(window)).toContainText('Changes allowed')
  const newCredential = (page: Page) => page.getByRole('button', { name: 'New credential' }).first()
  const place = await newCredential(window).boundingBox()

  await openSwitcher(window)
  for (const key of ['ArrowDown', 'ArrowRight']) await window.keyboard.press(key)
  await expect(window.getByRole('menuitemcheckbox', { name: 'Read-only' })).not.toBeChecked()
  await expect(window.getByRole('menuitem', { name: 'Cluster settings…', exact: true })).toBeFocused()
  await window.keyboard.press('Enter')
  const dialog = window.getByRole('dialog', { name: 'Cluster settings' })
  await expect(dialog.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused()
  await window.keyboard.type('Production')
  await dialog.getByRole('radio', { name: 'rose' }).press('Space')
  await dialog.getByRole('switch', { name: 'Read-only' }).press('Space')
  await dialog.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(dialog).toHaveCount(0)

  async function isProtected(page: Page): Promise<void> {
    await expect(switcher(page)).toContainText('Production')
    await expect(switcher(page).locator('.swatch')).toHaveCSS('background-color', 'rgb(207, 74, 120)')
    await expect(status(page)).toContainText('Read-only')
    const button = newCredential(page)
    await expect(button).toHaveAttribute('aria-disabled', 'true')
    // What is next to it doesn't jump.
    await expect.poll(() => button.boundingBox()).toEqual(place)
    await expect(button).toHaveAccessibleDescription(/You made Production read-only/)
    await page.keyboard.press('n')
    await expect(page.getByRole('menuitem')).toHaveCount(0)
    const refused = await create(page, wanted('past-the-window'))
    expect(refused).toEqual({ ok: false, failure: { code: 'read-only', context: 'admin' } })
    expect(await names()).toEqual([''])
  }
  await isProtected(window)
  await first.electron.close()

  const again = await start({ kubeconfig: cluster.adminKubeconfig, home: first.home })
  await expect(status(again.window)).toContainText('Live')
  await isProtected(again.window)

  // The context's menu turns it off again.
  await openSwitcher(again.window)
  for (const key of ['ArrowDown', 'ArrowRight']) await again.window.keyboard.press(key)
  await expect(again.window.getByRole('menuitem', { name: 'Cluster settings…', exact: true })).toBeFocused()
  for (const key of ['ArrowDown', 'Enter']) await again.window.keyboard.press(key)
  await expect(status(again.window)).toContainText('Changes allowed')
  await expect(again.window.getByRole('menuitemcheckbox', { name: 'Read-only' })).not.toBeChecked()
  await again.window.keyboard.press('Escape')
  await again.window.keyboard.press('Escape')
  expect(await create(again.window, wanted('allowed'))).toMatchObject({ ok: true })
  expect(await names()).toEqual(['secret/allowed'])
})

test('choosing and naming clusters has no accessibility fault, light and dark', async ({ open, cluster }) => {
  const user = await cluster.user('axe', reader)
  const { window } = await open({ kubeconfig: user.kubeconfig })
  await expect(status(window)).toContainText('Live')
  const check = () => expectNoFaultInBothThemes(window)
  await openSwitcher(window)
  await check()
  for (const key of ['ArrowDown', 'ArrowRight']) await window.keyboard.press(key)
  await expect(window.getByRole('menuitem', { name: 'Cluster settings…', exact: true })).toBeFocused()
  await check()
  await window.keyboard.press('Enter')
  await expect(window.getByRole('dialog', { name: 'Cluster settings' })).toBeVisible()
  await check()
})

test('naming namespaces has no accessibility fault, light and dark', async ({ open, cluster }) => {
  const user = await cluster.user('axe-nothing')
  const { window } = await open({ kubeconfig: user.kubeconfig })
  await window.getByRole('button', { name: 'Choose namespaces…' }).click()
  await expectNoFaultInBothThemes(window)
})

/** The window's content after a change. */
interface Seen {
  cluster: string
  rowClusters: string[]
  headings: string[]
  state: string
}

/** Records the window's content after each change from now on. */
const startLooking = (window: Page) =>
  window.evaluate(() => {
    const all = (selector: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }))
        .map((element) => element.innerText.trim())
    const seen: Seen[] = []
    const look = () => {
      seen.push({
        cluster: all('.switcher .name')[0] ?? '',
        rowClusters: all('[role=row][data-uid] [data-column=cluster]'),
        headings: all('main h1, main h2').filter((heading) => heading !== 'Credentials'),
        state: all('.status-bar [role=status]')[0] ?? '',
      })
    }
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    })
    ;(globalThis as { seen?: Seen[] }).seen = seen
  })

test('while clusters are switched no row is under another one’s name, and no state flashes', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-switched', { 'runai/queue': 'switched' })
  for (const name of ['a', 'b', 'c']) await credentialIn(cluster, namespace, name)
  const { token } = await cluster.user('switched', reader)
  const [alpha, beta] = await Promise.all([1, 2].map(() => startFaultyProxy(cluster)))
  const kubeconfig = join(cluster.folder, 'switched.kubeconfig')
  await writeFile(kubeconfig, merged(alpha!.kubeconfig('alpha', token), beta!.kubeconfig('beta', token)), {
    mode: 0o600,
  })
  const { window } = await open({ kubeconfig })
  const rowClusters = () => window.locator('[role=row][data-uid] [data-column=cluster]').allInnerTexts()
  await expect.poll(async () => (await rowClusters()).length).toBeGreaterThan(2)
  await expect(status(window)).toContainText('Live')

  await startLooking(window)
  for (const [key, name] of [
    ['Control+2', 'beta'],
    ['Control+1', 'alpha'],
    ['Control+2', 'beta'],
  ] as const) {
    await window.keyboard.press(key)
    await expect(switcher(window)).toContainText(name)
    await expect(status(window)).toContainText('Live')
    await expect.poll(async () => new Set(await rowClusters())).toEqual(new Set([name]))
  }
  // If they are left while listing, the newest wins.
  for (const key of ['Control+1', 'Control+2', 'Control+1']) await window.keyboard.press(key)
  await expect(switcher(window)).toContainText('alpha')
  await expect(status(window)).toContainText('Live')
  await expect.poll(async () => new Set(await rowClusters())).toEqual(new Set(['alpha']))

  const seen = await window.evaluate(() => (globalThis as { seen?: Seen[] }).seen ?? [])
  expect(seen.length).toBeGreaterThan(10)
  const wrongRows = seen.filter((look) => look.rowClusters.some((name) => name !== look.cluster))
  expect(wrongRows).toEqual([])
  const flashes = seen.filter(
    ({ cluster: name, headings, state }) =>
      headings.some((heading) => heading !== `Connecting to ${name}`) ||
      !/^(Connecting|Loading|Live)/.test(state),
  )
  expect(flashes).toEqual([])
  for (const proxy of [alpha, beta]) await proxy!.stop()
})

test('a cluster has its own Run:ai namespace and project label, which are kept', async ({
  start,
  cluster,
}) => {
  const namespace = await cluster.namespace('own-label', { 'kai/project': 'labelled-by-kai' })
  await credentialIn(cluster, namespace, 'of-kai')
  const name = `of-kai of ${namespace}`
  const first = await start({ kubeconfig: cluster.adminKubeconfig })
  const { window } = first
  await searchField(window).fill(name)
  await expect(rowOf(window, name)).toHaveCount(1)
  await expect(rowOf(window, name)).not.toContainText('labelled-by-kai')

  await window.getByRole('button', { name: 'Changes allowed' }).press('Enter')
  const dialog = window.getByRole('dialog', { name: 'Cluster settings' })
  const label = dialog.getByRole('textbox', { name: 'Project label' })
  await label.fill('not a label')
  await dialog.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(label).toBeFocused()
  await expect(dialog).toContainText('Use only letters, digits')
  await expectNoFault(window)
  await label.fill('kai/project')
  await label.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(rowOf(window, name)).toContainText('labelled-by-kai')

  await first.electron.close()
  const again = await start({ kubeconfig: cluster.adminKubeconfig, home: first.home })
  await searchField(again.window).fill(name)
  await expect(rowOf(again.window, name)).toContainText('labelled-by-kai')
})

// Opening a kubeconfig removed the default files from the menu, with no way back and no recent ones.
test('usual, opened and recent kubeconfigs are side by side, and what is open can be closed', async ({
  start,
  cluster,
}) => {
  const { window, home, choose } = await start({ kubeconfig: cluster.adminKubeconfig })
  await expect(status(window)).toContainText('Live')
  const other = join(home, 'other.yaml')
  await writeFile(other, (await readFile(cluster.adminKubeconfig, 'utf8')).replaceAll('admin', 'elsewhere'))
  await choose(other)
  await window.keyboard.press('Control+O')
  await expect(switcher(window)).toContainText('elsewhere')
  await expect(status(window)).toContainText('Live')

  await openSwitcher(window)
  await expectNoFault(window)
  await window.getByRole('menuitem', { name: 'Usual kubeconfigs' }).press('Enter')
  await expect(switcher(window)).toContainText('admin')
  await openSwitcher(window)
  await expect(window.getByRole('menuitem', { name: 'Usual kubeconfigs' })).toHaveCount(0)
  await window.getByRole('menuitem', { name: /^Open .*other\.yaml/ }).press('Enter')
  await expect(switcher(window)).toContainText('elsewhere')
  await expect(status(window)).toContainText('Live')

  await openSwitcher(window)
  await window.getByRole('menuitem', { name: 'Disconnect elsewhere' }).press('Enter')
  await expect(window.getByRole('button', { name: 'Choose a cluster' })).toBeVisible()
  await openSwitcher(window)
  await expect(clusters(window)).toHaveCount(1)
  await expect(clusters(window)).toContainText('Closed')
  for (const key of ['ArrowDown', 'Enter']) await window.keyboard.press(key)
  await expect(status(window)).toContainText('Live')
})
