import type { Locator, Page } from '@playwright/test'
import type { Cluster } from '../cluster/cluster.ts'
import { recordAnnouncements, timesOf } from './announcements.ts'
import { expect, rowOf, searchField, test } from './application.ts'
import { ownProject } from './own-project.ts'
import { claimByKubectl, registeredSecrets } from './secrets-made-by-kubectl.ts'

const grid = (window: Page) => window.getByRole('grid')
const menuItem = (window: Page) => window.getByRole('menuitem')
const nameCell = (row: Locator) => row.locator('[data-column=name]')

/** A project with so many credentials, and what other people do in it. */
async function busyProject(cluster: Cluster, count: number) {
  const project = ownProject('busy')
  const namespace = await cluster.namespace('runai-busy', { 'runai/queue': project })
  const names = Array.from({ length: count }, (_, at) => `m${String(at).padStart(2, '0')}`)
  const make = (made: readonly string[]) =>
    registeredSecrets(
      cluster,
      made.map((name) => ({ namespace, name, credential: { credential: `${name} of ${project}` } })),
    )
  await make(names)
  let there = count
  let wave = 0
  return {
    project,
    names,
    /** Two rows come above and one below, the last one goes, and this credential changes. Returns when it is shown. */
    async change(window: Page, name: string): Promise<void> {
      wave += 1
      await claimByKubectl(cluster, { namespace, name }, { description: `changed ${wave}` })
      await cluster.namespace('runai-other', { 'runai/queue': ownProject('a') })
      await make([`a${wave}`, `b${wave}`, `z${wave}`])
      await cluster.kubectl(['delete', 'secret', names.pop() ?? '', '-n', namespace])
      there += 2
      // The head is a row, too.
      await expect(grid(window)).toHaveAttribute('aria-rowcount', String(there + 1))
    },
  }
}

async function openBusy(window: Page, project: string, count: number): Promise<void> {
  await searchField(window).fill(project)
  await expect(grid(window)).toHaveAttribute('aria-rowcount', String(count + 1))
  await expect(window.getByRole('contentinfo')).toContainText('Live')
}

const yOf = async (element: Locator): Promise<number> => Math.round((await element.boundingBox())?.y ?? NaN)
/**
 * How far an element is below the top of a place. The page’s notes are above all places, and appear when a credential
 * of another spec on the same cluster expires.
 */
const topIn = async (place: Locator, element: Locator): Promise<number> =>
  (await yOf(element)) - (await yOf(place))

test('rows that come and go move neither the focused row nor a menu, and keep the selection', async ({
  open,
  cluster,
}) => {
  const { project, change } = await busyProject(cluster, 60)
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await openBusy(window, project, 60)
  const { keyboard } = window
  await nameCell(rowOf(window, `m00 of ${project}`)).focus()
  for (let page = 0; page < 2; page++) await keyboard.press('PageDown')
  const focused = window.locator('[role=row]:has(:focus)')
  const uid = await focused.getAttribute('data-uid')
  const row = window.locator(`[data-uid="${uid ?? ''}"]`)
  const name = (await row.getByText(/^m\d\d of /).innerText()).slice(0, 3)
  await keyboard.press('Space')
  await expect(row).toHaveAttribute('aria-selected', 'true')
  const top = await topIn(grid(window), row)
  await change(window, name)
  expect(await topIn(grid(window), row)).toBe(top)
  await expect(row.locator(':focus')).toHaveCount(1)
  await expect(row).toHaveAttribute('aria-selected', 'true')
  await expect(window.getByRole('group', { name: 'Selection' })).toContainText('1 selected')

  await keyboard.press('Shift+F10')
  await expect(menuItem(window).first()).toBeFocused()
  await keyboard.press('ArrowDown')
  const entry = await window.locator('[role=menuitem]:focus').innerText()
  const menuTop = await yOf(window.getByRole('menu'))
  await change(window, name)
  await expect(window.locator('[role=menuitem]:focus')).toHaveText(entry)
  expect(await yOf(window.getByRole('menu'))).toBe(menuTop)
  expect(await topIn(grid(window), row)).toBe(top)
  await keyboard.press('Escape')
  await expect(row.locator(':focus')).toHaveCount(1)
})

test('open details, a marked text, a filter, a dialog and the palette stay as they are while rows change', async ({
  open,
  cluster,
}) => {
  const { project, change } = await busyProject(cluster, 12)
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await openBusy(window, project, 12)
  const { keyboard } = window

  await window.getByRole('button', { name: /^Filter by Status/ }).press('Enter')
  const second = window.getByRole('group', { name: 'Status', exact: true }).getByRole('checkbox').nth(1)
  await second.focus()
  await change(window, 'm03')
  await expect(second).toBeFocused()
  await keyboard.press('Escape')

  await keyboard.press('Control+k')
  const palette = window.getByRole('dialog', { name: 'Command palette' })
  await keyboard.type(project)
  await expect(palette.getByRole('option', { name: new RegExp(project) }).first()).toBeVisible()
  await keyboard.press('ArrowDown')
  await keyboard.press('ArrowDown')
  const active = palette.getByRole('option', { selected: true })
  const chosen = await active.innerText()
  await change(window, 'm03')
  await expect(active).toHaveText(chosen, { useInnerText: true })
  await keyboard.press('Escape')

  await window.setViewportSize({ width: 1280, height: 560 })
  await nameCell(rowOf(window, `m03 of ${project}`)).click()
  const details = window.getByRole('region', { name: `m03 of ${project}`, exact: true })
  await expect(details).toContainText('changed 2')
  const secretName = details.getByText('m03', { exact: true }).first()
  const marked = () => window.evaluate(() => String(getSelection()))
  await secretName.selectText()
  expect(await marked()).toBe('m03')
  const top = await topIn(details, secretName)
  await change(window, 'm03')
  await expect(details).toContainText('changed 3')
  expect(await marked()).toBe('m03')
  expect(await topIn(details, secretName)).toBe(top)

  await details.getByRole('button', { name: 'Rename…' }).press('Enter')
  const field = window.getByRole('dialog').getByRole('textbox', { name: 'Credential name' })
  await expect(field).toBeFocused()
  await keyboard.press('End')
  await keyboard.type(' typed')
  await change(window, 'm03')
  await expect(details).toContainText('changed 4')
  await expect(field).toBeFocused()
  await expect(field).toHaveValue(`m03 of ${project} typed`)
})

test('how many rows were found is heard once after typing, and not for each row that comes or goes', async ({
  open,
  cluster,
}) => {
  const { project, change } = await busyProject(cluster, 12)
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const told = await recordAnnouncements(window)
  await openBusy(window, project, 12)
  await expect.poll(async () => timesOf(await told(), ' found')).toBe(1)
  expect(await told()).toContain('12 credentials found')
  for (let times = 0; times < 3; times++) await change(window, 'm03')
  await expect(window.getByText('18 credentials found')).toBeAttached()
  expect(timesOf(await told(), ' found')).toBe(1)
  await searchField(window).fill(`m03 of ${project}`)
  await expect.poll(async () => timesOf(await told(), '1 credential found')).toBe(1)
})
