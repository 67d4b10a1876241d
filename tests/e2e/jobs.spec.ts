import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { Cluster } from '../cluster/cluster.ts'
import { type Application, expect, rowOf, rows, savedNote, searchField, test } from './application.ts'
import { createHand, secondsOf, type Hand, type Work } from './hand.ts'
import { plantedValue } from './planted-values.ts'
import { registeredSecrets } from './secrets-made-by-kubectl.ts'
import { dialog, numbered, unregisteredSecrets } from './secrets-on-page.ts'
import { exportedRow, writeExport } from './snapshots-on-page.ts'
import { wizardOf } from './wizard-steps.ts'

/**
 * The jobs of an administrator's day, each by mouse and by keyboard. Their cost is counted and must not exceed
 * docs/jobs.md, so that a change of the window that makes a job longer shows up there.
 */
type Way = 'mouse' | 'keyboard'
const ways: readonly Way[] = ['mouse', 'keyboard']

const document = readFileSync(join(import.meta.dirname, '../../docs/jobs.md'), 'utf8')

/** The cells of a job's row in docs/jobs.md. */
const documented = (job: string, way: Way): string[] | undefined =>
  document
    .split('\n')
    .map((line) => line.split('|').map((part) => part.trim()))
    .find((cells) => cells[1] === job && cells[2] === way)
    ?.slice(1, 7)

/** A button that appears a moment later saves a Tab, so that only more than the documented cost fails. */
function expectAsDocumented(job: string, way: Way, { clicks, keys, letters }: Work): void {
  const cells = documented(job, way)
  expect(cells, 'the row of docs/jobs.md').toBeDefined()
  const [most, seconds] = [(cells ?? []).slice(2, 5).map(Number), cells?.[5]]
  const [mostClicks = 0, mostKeys = 0, mostLetters = 0] = most
  expect(clicks, 'clicks').toBeLessThanOrEqual(mostClicks)
  expect(keys, 'keys').toBeLessThanOrEqual(mostKeys)
  expect(letters, 'letters').toBeLessThanOrEqual(mostLetters)
  expect(seconds).toBe(secondsOf({ clicks: mostClicks, keys: mostKeys, letters: mostLetters }).toFixed(1))
}

const option = (window: Page) => window.getByRole('option', { selected: true })
const connected = (window: Page) => expect(window.getByRole('contentinfo')).toContainText('Live')

/** By the palette: the first letters of an action or a page, until it is the one that Enter runs. */
async function byPalette(window: Page, hand: Hand, letters: string, title: string | RegExp): Promise<void> {
  await hand.press('Control+k')
  await hand.type(letters)
  await expect(option(window)).toContainText(title)
  await hand.press('Enter')
}

async function closeDialog(window: Page, hand: Hand, way: Way): Promise<void> {
  if (way === 'keyboard') await hand.press('Escape')
  else await hand.click(dialog(window).getByRole('button', { name: 'Close', exact: true }))
  await expect(dialog(window)).toHaveCount(0)
}

/** Three contexts of one cluster, none of them current. */
async function threeContexts(cluster: Cluster, namespace: string): Promise<string> {
  const { caData, server } = cluster
  const verbs = ['list', 'watch']
  const { token } = await cluster.user('jobs', {
    clusterRules: [{ resources: ['secrets', 'namespaces'], verbs }],
  })
  const ca = caData === undefined ? {} : { 'certificate-authority-data': caData }
  const path = join(cluster.folder, `jobs-${namespace}`)
  const contexts = ['alpha', 'beta', 'gamma'].map((name) => ({ name, context: { cluster: 'c', user: 'u' } }))
  await writeFile(
    path,
    JSON.stringify({
      clusters: [{ name: 'c', cluster: { server, ...ca } }],
      users: [{ name: 'u', user: { token } }],
      contexts,
    }),
    { mode: 0o600 },
  )
  return path
}

for (const way of ways) {
  const isMouse = way === 'mouse'

  test(`open one of three clusters at the first start, ${way}`, async ({ open, cluster }) => {
    const namespace = await cluster.namespace('runai-first', { 'runai/queue': `first-${way}` })
    const { window } = await open({ kubeconfig: await threeContexts(cluster, namespace) })
    const hand = createHand(window)
    const choice = window.getByRole('main').getByRole('button', { name: 'beta' })
    await choice.waitFor()
    await (isMouse ? hand.click(choice) : hand.press('Control+2'))
    await connected(window)
    expectAsDocumented('Open one of three clusters', way, hand.work())
  })

  test(`create three credentials, ${way}`, async ({ open, cluster }) => {
    const project = `three-${way}`
    const namespace = await cluster.namespace('runai-three', { 'runai/queue': project })
    const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
    await connected(window)
    const hand = createHand(window)
    for (const [at, name] of ['one', 'two', 'six'].entries()) {
      const title = `${name}${namespace.slice(-9)}`
      await (isMouse ? createByMouse : createByKeys)(window, hand, { title, scope: at === 0 ? project : '' })
    }
    await searchField(window).fill(namespace.slice(-9))
    await expect(rows(window)).toHaveCount(3)
    expectAsDocumented('Create three credentials in a project', way, hand.work())
  })

  test(`find a credential, ${way}`, async ({ open, cluster }) => {
    const namespace = await cluster.namespace('runai-find', { 'runai/queue': `find-${way}` })
    const letters = namespace.slice(-7)
    const title = `Violet heron ${letters}`
    await registeredSecrets(cluster, [{ namespace, name: 'heron', credential: { credential: title } }])
    const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
    await connected(window)
    const hand = createHand(window)
    if (isMouse) {
      await hand.click(searchField(window))
      await hand.type(letters)
      await hand.click(rowOf(window, title))
    } else await byPalette(window, hand, letters, title)
    await expect(window.getByRole('region', { name: title, exact: true })).toBeVisible()
    expectAsDocumented('Find a credential and open its details', way, hand.work())
  })

  test(`fix five credentials, ${way}`, async ({ open, cluster }) => {
    const namespace = await cluster.namespace('runai-five', { 'runai/queue': `five-${way}` })
    await registeredSecrets(
      cluster,
      numbered(5).map((name) => ({
        namespace,
        name,
        credential: { credential: `${name} ${namespace}` },
        values: { User: 'robot', Password: `${plantedValue()}\n` },
      })),
    )
    const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
    await connected(window)
    const hand = createHand(window)
    await (isMouse ? hand.click(searchField(window)) : hand.press('/'))
    await hand.type(namespace)
    await expect(rows(window)).toHaveCount(5)
    if (isMouse) {
      await hand.click(window.getByRole('button', { name: 'More', exact: true }))
      await hand.click(window.getByRole('menuitem', { name: /^Check/ }))
    } else await byPalette(window, hand, 'check', 'Check…')
    const told = dialog(window).getByRole('status')
    await expect(told).toHaveText(/^5 credentials checked/)
    await press(hand, way, dialog(window).getByRole('button', { name: 'Remove 5 line breaks' }))
    await expect(told).toContainText('problems in 0 credentials')
    await closeDialog(window, hand, way)
    expectAsDocumented('Check five credentials and fix what was found', way, hand.work())
  })

  test(`register twenty secrets, ${way}`, async ({ open, cluster }) => {
    const namespace = await cluster.namespace('runai-twenty', { 'runai/queue': `twenty-${way}` })
    await unregisteredSecrets(cluster, namespace, numbered(20))
    const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
    await connected(window)
    const hand = createHand(window)
    await (isMouse ? chooseByMouse : chooseByKeys)(window, hand, namespace)
    await expect(window.getByRole('heading', { name: '20 secrets registered' })).toBeVisible()
    await closeDialog(window, hand, way)
    expectAsDocumented('Register twenty secrets of a namespace', way, hand.work())
  })

  test(`compare with last month, and hand the report on, ${way}`, async ({ open, cluster }) => {
    const namespace = await cluster.namespace('runai-month', { 'runai/queue': `month-${way}` })
    await registeredSecrets(cluster, [
      { namespace, name: 'now', credential: { credential: `now ${namespace}` } },
    ])
    const application = await open({ kubeconfig: cluster.adminKubeconfig })
    const { window } = application
    await connected(window)
    await application.choose(await writeExport(application, 'month.csv', [exportedRow(`gone ${namespace}`)]))
    const hand = createHand(window)
    await compare(window, hand, way)
    await expect(window.getByRole('radiogroup', { name: 'Shown rows' })).toContainText('Removed 1')
    expectAsDocumented('Compare a CSV of last month with the live list', way, hand.work())
    await handOn(application, way)
  })
}

async function press(hand: Hand, way: Way, button: Locator): Promise<void> {
  if (way === 'mouse') {
    await hand.click(button)
    return
  }
  await hand.tabTo(button)
  await hand.press('Enter')
}

async function createByMouse(window: Page, hand: Hand, { title, scope }: { title: string; scope: string }) {
  const wizard = wizardOf(window)
  await hand.click(window.getByRole('button', { name: 'New credential' }).first())
  await hand.click(window.getByRole('menuitem', { name: /^Username and password/ }))
  if (scope !== '') {
    await hand.type(scope)
    await hand.click(wizard.getByRole('treeitem', { name: scope }))
    await hand.click(wizard.getByRole('textbox', { name: 'Credential name' }))
  }
  await hand.type(title)
  await hand.click(wizard.getByRole('textbox', { name: 'Username' }))
  await hand.type('robot')
  await hand.click(wizard.getByLabel('Password', { exact: true }))
  await hand.type('FAKE-1234')
  await hand.click(wizard.getByRole('button', { name: 'Create credential' }))
  await expect(wizard).toHaveCount(0)
}

async function createByKeys(window: Page, hand: Hand, { title, scope }: { title: string; scope: string }) {
  const wizard = wizardOf(window)
  await hand.press('n')
  await expect(window.getByRole('menuitem').first()).toBeFocused()
  await hand.press('u', 'Enter')
  if (scope !== '') {
    await hand.type(scope)
    await expect(wizard.getByRole('treeitem', { name: scope })).toBeVisible()
    await hand.press('Enter')
  }
  await hand.tabTo(wizard.getByRole('textbox', { name: 'Credential name' }))
  await hand.type(title)
  await hand.tabTo(wizard.getByRole('textbox', { name: 'Username' }))
  await hand.type('robot')
  await hand.press('Tab')
  await hand.type('FAKE-1234')
  await hand.press('Control+Enter')
  await expect(wizard).toHaveCount(0)
}

async function chooseByMouse(window: Page, hand: Hand, namespace: string): Promise<void> {
  await hand.click(window.getByRole('link', { name: /^Secrets/ }))
  await hand.click(window.getByRole('radiogroup', { name: 'Show secrets' }).getByText('Unregistered'))
  await hand.click(window.getByRole('button', { name: 'Choose a namespace', exact: true }))
  await hand.type(namespace)
  await hand.press('Enter')
  await expect(rows(window)).toHaveCount(20)
  await hand.click(window.getByRole('checkbox', { name: 'Select all shown' }))
  await hand.click(window.getByRole('button', { name: 'Register…' }))
  await hand.click(dialog(window).getByText('Username and password', { exact: true }))
  await hand.click(dialog(window).getByRole('button', { name: 'Register 20' }))
}

async function chooseByKeys(window: Page, hand: Hand, namespace: string): Promise<void> {
  await byPalette(window, hand, 'secr', /^Secrets/)
  // The palette has the actions of a page once it is there.
  await expect(window.getByRole('main')).toBeFocused()
  await byPalette(window, hand, 'cho', 'Choose a namespace…')
  await expect(window.getByRole('textbox', { name: 'Find a project or a namespace' })).toBeFocused()
  await hand.type(namespace)
  await hand.press('Enter')
  await expect(rows(window)).toHaveCount(20)
  await hand.tabTo(window.getByRole('grid').locator('[tabindex="0"]'))
  await hand.press('Control+a', 'Shift+F10')
  await expect(window.getByRole('menuitem').first()).toBeFocused()
  await hand.press('r', 'Enter')
  await expect(dialog(window).getByRole('radio', { name: /^Generic/ })).toBeFocused()
  await hand.press('ArrowDown', 'ArrowDown', 'Control+Enter')
}

async function compare(window: Page, hand: Hand, way: Way): Promise<void> {
  const button = window.getByRole('button', { name: 'Compare with…' })
  if (way === 'keyboard') {
    await hand.press('Control+r')
    await button.waitFor()
    await byPalette(window, hand, 'compare', 'Compare with the live list')
    return
  }
  await hand.click(window.getByRole('link', { name: /^Snapshots/ }))
  await hand.click(window.getByRole('button', { name: /^Open CSV/ }).first())
  await hand.click(button)
  await hand.click(window.getByRole('menuitem', { name: /The live list/ }))
}

async function handOn({ window, home, saveAs }: Application, way: Way): Promise<void> {
  const hand = createHand(window)
  const path = join(home, 'difference.html')
  await saveAs(path)
  if (way === 'mouse') {
    await hand.click(window.getByRole('button', { name: 'Save difference…' }))
    await hand.click(window.getByRole('menuitem', { name: /^As a report/ }))
  } else await byPalette(window, hand, 'report', 'Save differences as a report…')
  await expect(savedNote(window, path)).toBeVisible()
  expectAsDocumented('Hand the report on', way, hand.work())
}
