import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, rows, test } from './application.ts'
import { expectNoFaultInBothThemes } from './axe.ts'
import { exportedRow, openByDialog, writeExport } from './snapshots-on-page.ts'

for (const size of [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
]) {
  const around = `${size.width} wide`

  test(`a file that is cut is reported in chart and list, and nothing disappears in it: ${around}`, async ({
    start,
  }) => {
    const { window, home, choose } = await start({ size })
    const folder = join(home, 'series')
    await mkdir(folder)
    const all = ['a', 'b', 'c', 'd'].map((name) => exportedRow(name))
    for (const [day, some] of [
      ['2026-09-01', all.slice(0, 3)],
      ['2026-09-08', all],
      ['2026-09-15', all],
      ['2026-09-22', all.slice(1)],
    ] as const)
      await writeExport({ home: folder }, `credentials-prod-${day}-060000+0000.csv`, some)
    const cut = join(folder, 'credentials-prod-2026-09-15-060000+0000.csv')
    await writeFile(cut, (await readFile(cut, 'utf8')).slice(0, -60))
    await writeFile(join(folder, 'changes-a-to-b.csv'), 'Change,Changed columns,Credential\r\nAdded,,b\r\n')
    await window.keyboard.press('Control+,')
    await window.getByRole('link', { name: /^Snapshots/ }).click()
    await window.getByText('History', { exact: true }).click()
    await choose(folder)
    await window.getByRole('button', { name: 'Choose folder…' }).click()
    await expect(window.getByRole('contentinfo')).toContainText('4 snapshots, 2 events')
    await expect(rows(window)).toHaveCount(2)
    const note = window.getByText('1 file is cut off and not compared; 1 file isn’t a snapshot.')
    await expect(note).toBeVisible()
    await window.getByRole('button', { name: 'Show which and why' }).press('Enter')
    const files = window.getByRole('list', { name: 'Files left out of the history' })
    await expect(files).toContainText('nothing counts as removed')
    await expect(files).toContainText('changes-a-to-b.csv is a comparison')
    const chart = window.getByRole('table', { name: 'Credentials over time' })
    await expect(chart.getByRole('row', { name: '15 Sep 2026, cut at least 4' })).toBeAttached()
    await expectNoFaultInBothThemes(window)
  })

  test(`files with nothing in common are reported: ${around}`, async ({ open }) => {
    const application = await open({ size })
    const { window, home } = application
    await writeFile(join(home, 'a.csv'), 'Host\r\na\r\n')
    await writeFile(join(home, 'b.csv'), 'Credential,Created\r\nb,03/04/2026\r\n')
    await openByDialog(application, join(home, 'b.csv'))
    await expect(window.getByRole('button', { name: 'Read dates month first' })).toBeVisible()
    await window.getByRole('button', { name: 'Read dates day first' }).press('Enter')
    await expect(window.getByText('as you chose')).toBeVisible()
    await expectNoFaultInBothThemes(window)
    await openByDialog(application, join(home, 'a.csv'), join(home, 'b.csv'))
    await expect(window.getByRole('main')).toContainText('A and B have no column in common')
    await expect(window.getByRole('contentinfo')).toContainText('2 differences')
    await expectNoFaultInBothThemes(window)
  })
}
