import { join } from 'node:path'
import Papa from 'papaparse'
import type { Page } from '@playwright/test'
import type { Cluster } from '../cluster/cluster.ts'
import {
  type Application,
  cell,
  expect,
  type OpenOptions,
  rowOf,
  rows,
  savedNote,
  searchField,
  test,
  text,
} from './application.ts'
import { expectNoFaultInBothThemes } from './axe.ts'
import { claimByKubectl, registeredSecrets } from './secrets-made-by-kubectl.ts'

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000 - 60_000).toISOString()

/** By name: days since the creation, and since the last rotation. */
const ages: Record<string, { made: number; rotated?: number }> = {
  Fresh: { made: 3 },
  Rotated: { made: 400, rotated: 12 },
  Waiting: { made: 100 },
  Late: { made: 700, rotated: 200 },
  Ancient: { made: 999 },
}

/** Opens the list of five credentials with known ages, with the column Age. */
async function fiveAges(
  cluster: Cluster,
  open: (options: OpenOptions) => Promise<Application>,
): Promise<Application> {
  const namespace = await cluster.namespace('runai-ages', { 'runai/queue': 'ages' })
  await registeredSecrets(
    cluster,
    Object.entries(ages).map(([name, { made, rotated }]) => ({
      namespace,
      name: `ages-${name.toLowerCase()}`,
      credential: {
        credential: `${name} ${namespace}`,
        origin: 'existing',
        'created-at': daysAgo(made),
        ...(rotated === undefined ? {} : { 'rotated-at': daysAgo(rotated) }),
      },
    })),
  )
  const application = await open({ kubeconfig: cluster.adminKubeconfig })
  const { window } = application
  await searchField(window).fill(namespace)
  await expect(rows(window)).toHaveCount(5)
  await window.getByRole('button', { name: 'Columns' }).click()
  for (const [title, isShown] of [
    ['Age', true],
    ['Created by', false],
    ['Cluster', false],
    ['Type', false],
  ] as const) {
    await window.getByRole('checkbox', { name: title, exact: true }).setChecked(isShown)
  }
  await window.keyboard.press('Escape')
  return application
}

const panel = (window: Page) => window.getByRole('region', { name: 'Ages' })
const bar = (window: Page, name: RegExp) =>
  window.getByRole('group', { name: 'Bars of ages' }).getByRole('button', { name })

async function openPanel(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'More', exact: true }).click()
  await window.getByRole('menuitem', { name: 'Ages…' }).click()
  await expect(panel(window)).toBeVisible()
}

test('the age counts since the last rotation, says what is due, sorts, and is in the CSV as days', async ({
  open,
  cluster,
}) => {
  const { window, home, saveAs } = await fiveAges(cluster, open)
  const said = {
    Fresh: '3 d',
    Rotated: '12 d',
    Waiting: '100 d Due',
    Late: '200 d Overdue',
    Ancient: '999 d Overdue',
  }
  for (const [name, age] of Object.entries(said))
    await expect(cell(rowOf(window, `${name} `), 'age')).toHaveText(age)

  const head = window.getByRole('columnheader', { name: /^Age/ }).getByRole('button')
  await head.click()
  await head.click()
  await expect(rows(window).first()).toContainText('Ancient')
  await expect(rows(window).nth(1)).toContainText('Late')

  const file = join(home, 'ages.csv')
  await saveAs(file)
  await window.keyboard.press('Control+s')
  await expect(savedNote(window, file)).toBeVisible()
  const content = (await text(file)).slice(1).trimEnd()
  const { data, meta } = Papa.parse<Record<string, string>>(content, { header: true })
  expect(meta.fields).toContain('Age (days)')
  expect(data.map((line) => line['Age (days)'])).toEqual(['999', '200', '100', '12', '3'])

  await searchField(window).fill(`${await searchField(window).inputValue()} overdue`)
  await expect(rows(window)).toHaveCount(2)
})

test('a filter by age shows and saves the same rows, and follows the limits of the settings', async ({
  open,
  cluster,
}) => {
  const { window, home, saveAs } = await fiveAges(cluster, open)
  await window.getByRole('button', { name: 'Filter by Age' }).click()
  await window.getByRole('checkbox', { name: 'Due after 90 d' }).check()
  await window.keyboard.press('Escape')
  await expect(rows(window)).toHaveText([/Waiting/])

  const file = join(home, 'due.csv')
  await saveAs(file)
  await window.keyboard.press('Control+s')
  await expect(savedNote(window, file)).toBeVisible()
  expect((await text(file)).trimEnd().split('\r\n')).toHaveLength(2)

  // According to the watch, a rotation removes it from the filter.
  const namespace = await searchField(window).inputValue()
  const secret = { namespace, name: 'ages-waiting' }
  await claimByKubectl(cluster, secret, { 'rotated-at': daysAgo(0) })
  await expect(window.getByRole('heading', { name: /No credentials match/ })).toBeVisible()

  await window.getByRole('link', { name: 'Settings' }).click()
  const due = window.getByLabel('Due for rotation after')
  const overdue = window.getByLabel('Overdue after')
  await due.fill('180')
  await expect(due).toHaveAccessibleDescription(/less than Overdue \(180\)\..*90 and 180 days still apply/)
  await due.press('Enter')
  await expect(due).toHaveValue('180')
  await overdue.fill('soon')
  await expect(overdue).toHaveAccessibleDescription(/Enter a whole number of days/)
  await overdue.fill('500')
  await expect(due).toHaveAttribute('aria-invalid', 'false')
  await overdue.press('Enter')
  await window.getByRole('link', { name: /^Credentials/ }).click()
  await expect(rows(window)).toHaveCount(1)
  await expect(cell(rows(window), 'age')).toHaveText('200 d Due')
})

test('the chart of ages counts what the other filters pass, and filters by a bar with the keyboard alone', async ({
  open,
  cluster,
}) => {
  const { window } = await fiveAges(cluster, open)
  const press = async (...keys: string[]) => {
    for (const key of keys) await window.keyboard.press(key)
  }
  await window.getByRole('button', { name: 'More', exact: true }).focus()
  await press('Enter')
  await expect(window.getByRole('menuitem', { name: 'Download CSV…' })).toBeFocused()
  await press('ArrowDown', 'Enter')
  await expect(panel(window)).toBeFocused()
  await expect(window.getByRole('img', { name: 'Ages: 2 fresh, 1 due, 2 overdue.' })).toBeVisible()

  // The drawing library loads with the first chart.
  await expect(bar(window, /^0 to 6 days/)).toBeVisible()
  await press('Tab', 'Tab')
  await expect(bar(window, /^0 to 6 days, fresh: 1 credential$/)).toBeFocused()
  await press('ArrowRight', 'ArrowRight', 'End')
  await expect(bar(window, /^730 days or more, overdue: 1 credential$/)).toBeFocused()
  await press('Enter')
  await expect(rows(window)).toHaveCount(2)
  await expect(window.getByRole('button', { name: 'Filter by Age: Overdue after 180 d' })).toBeVisible()
  await expect(
    window.getByRole('button', { name: 'Overdue after 180 d', exact: false }).last(),
  ).toHaveAttribute('aria-pressed', 'true')
  // The chart's counts don't depend on its own filters.
  await expect(window.getByRole('img', { name: 'Ages: 2 fresh, 1 due, 2 overdue.' })).toBeVisible()
  await press('Home', 'Space')
  await expect(rows(window)).toHaveCount(4)

  // It shows the current state.
  const namespace = await searchField(window).inputValue()
  const secret = { namespace, name: 'ages-ancient' }
  await claimByKubectl(cluster, secret, { 'rotated-at': daysAgo(0) })
  await expect(window.getByRole('img', { name: 'Ages: 3 fresh, 1 due, 1 overdue.' })).toBeVisible()

  await press('Escape', 'Escape')
  await expect(panel(window)).toHaveCount(0)
})

test('a bar shows at the pointer what it is, and is drawn sharp and whole at every size', async ({
  open,
  cluster,
}) => {
  const { window } = await fiveAges(cluster, open)
  await openPanel(window)
  await bar(window, /^90 to 119 days/).hover()
  await expect(panel(window).getByText('90 to 119 days', { exact: true }).last()).toBeVisible()
  for (const size of [
    { width: 900, height: 600 },
    { width: 1280, height: 800 },
  ]) {
    await window.setViewportSize(size)
    await expect
      .poll(() =>
        panel(window)
          .locator('canvas')
          .evaluate((canvas: HTMLCanvasElement) => {
            const box = canvas.parentElement?.getBoundingClientRect()
            return [
              canvas.width === Math.floor((box?.width ?? 0) * devicePixelRatio),
              canvas.height === Math.floor((box?.height ?? 0) * devicePixelRatio),
            ]
          }),
      )
      .toEqual([true, true])
  }
})

test('ages have no accessibility fault, light and dark', async ({ open, cluster }) => {
  const { window } = await fiveAges(cluster, open)
  const check = () => expectNoFaultInBothThemes(window)
  await check()
  await window.getByRole('button', { name: 'Filter by Age' }).click()
  await check()
  await window.getByRole('button', { name: 'Show as a chart' }).click()
  await expect(bar(window, /^0 to 6 days/)).toBeVisible()
  await bar(window, /^730 days/).click()
  await check()
  await window.setViewportSize({ width: 900, height: 600 })
  await window.getByRole('button', { name: 'Filter by Age: Overdue after 180 d' }).click()
  await check()
  await window.keyboard.press('Escape')
  await window.getByRole('link', { name: 'Settings' }).click()
  await window.getByLabel('Due for rotation after').fill('999')
  await check()
})
