import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Application, expect, rowOf, rows, searchField, test } from './application.ts'
import { exportedRow, writeExport } from './snapshots-on-page.ts'

/** A folder of three snapshots: one credential is added, one changes, one is removed and returns. */
async function openHistory(application: Application): Promise<string> {
  const { window, home, choose } = application
  const folder = join(home, 'series')
  await mkdir(folder)
  const always = exportedRow('Always there')
  const series: [string, string[][]][] = [
    ['2026-09-01', [always, exportedRow('Comes back'), exportedRow('Moves')]],
    ['2026-09-08', [always, exportedRow('Moves', { scope: 'Cluster' }), exportedRow('Late')]],
    [
      '2026-09-15',
      [always, exportedRow('Comes back'), exportedRow('Moves', { scope: 'Cluster' }), exportedRow('Late')],
    ],
  ]
  for (const [day, rows] of series)
    await writeExport({ home: folder }, `credentials-prod-${day}-060000.csv`, rows)
  await window.keyboard.press('Control+,')
  await window.getByRole('link', { name: /^Snapshots/ }).click()
  await window.getByText('History', { exact: true }).click()
  await choose(folder)
  await window.getByRole('button', { name: 'Choose folder…' }).click()
  return folder
}

test('a folder is reported as a series with its events, and follows what is put into it', async ({
  start,
}) => {
  const application = await start()
  const { window } = application
  const folder = await openHistory(application)
  await expect(window.getByRole('contentinfo')).toContainText('3 snapshots, 4 events')
  await expect(rows(window)).toHaveCount(4)
  await expect(rows(window).first()).toContainText('Reappeared')
  await expect(rowOf(window, 'Moves')).toContainText('Changed')
  await expect(rowOf(window, 'Late')).toContainText('Appeared')
  await searchField(window).fill('disappeared')
  await expect(rows(window)).toHaveCount(1)
  await searchField(window).fill('')

  await writeExport({ home: folder }, 'credentials-prod-2026-09-22-060000.csv', [exportedRow('Always there')])
  await expect(window.getByRole('contentinfo')).toContainText('4 snapshots, 7 events')
  await expect(window.getByText('By type')).toBeVisible()
})

test('the life of one credential is reported from its first to its last appearance', async ({ start }) => {
  const application = await start()
  const { window } = application
  await openHistory(application)
  await rowOf(window, 'Comes back').first().locator('[data-column]').first().focus()
  await window.keyboard.press('Enter')
  const panel = window.getByRole('region', { name: 'Comes back' })
  await expect(panel.getByRole('listitem')).toHaveCount(3)
  await expect(panel).toContainText('Disappeared')
  await expect(panel).toContainText('Reappeared')
  await panel.getByRole('button', { name: 'credentials-prod-2026-09-08-060000.csv' }).click()
  await expect(window.getByText(/^Snapshot.* made 8 Sep 2026/)).toBeVisible()
})

test('a comparison is in its series: a click moves A, one with Shift moves B', async ({ start }) => {
  const application = await start()
  const { window } = application
  await openHistory(application)
  await expect(window.getByRole('contentinfo')).toContainText('3 snapshots')
  await window.getByRole('button', { name: 'Compare…' }).click()
  const points = window.getByRole('group', { name: 'Credentials over time' }).getByRole('button')
  await expect(points).toHaveCount(3)
  await points.first().focus()
  await window.keyboard.press('Enter')
  await window.keyboard.press('End')
  await window.keyboard.press('Shift+Enter')
  await expect(window.getByRole('contentinfo')).toContainText(
    '2 differences between 1 Sep 2026 and 15 Sep 2026',
  )
})

test('a snapshot is saved every day if the user wants that', async ({ start }) => {
  const application = await start({ isSandbox: true })
  const { window } = application
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  await openHistory(application)
  await expect(window.getByRole('contentinfo')).toContainText('3 snapshots')
  await window.getByRole('button', { name: 'Every day: off' }).click()
  const dialog = window.getByRole('dialog', { name: 'Save a snapshot every day' })
  await dialog.getByRole('switch').first().click()
  await expect(dialog.getByRole('switch').first()).toBeChecked()
  await expect(dialog).toContainText(/Saved/)
})
