import { join } from 'node:path'
import { expect, rows, savedNote, searchField, test } from './application.ts'
import { expectNoFaultInBothThemes } from './axe.ts'
import { exportedRow, openByDialog, writeExport } from './snapshots-on-page.ts'

const before = ['Harbor robot', 'Ceph keys', 'Zenodo deposit'].map((name) => exportedRow(name))
const after = [
  exportedRow('Harbor robot', { rotated: '2026-09-20T10:00:00Z' }),
  exportedRow('Ceph keys'),
  exportedRow('New one'),
]

test('a snapshot is opened, read, compared, saved and closed by the keyboard alone', async ({ open }) => {
  const application = await open()
  const { window, home, saveAs, choose } = application
  const first = await writeExport(application, 'keys-2026-09-01.csv', before)
  const second = await writeExport(application, 'keys-2026-10-01.csv', after)
  const press = async (...keys: string[]) => {
    for (const key of keys) await window.keyboard.press(key)
  }
  await openByDialog(application, first)
  await expect(rows(window)).toHaveCount(3)
  // After opening a file people read its rows.
  await expect(rows(window).first().locator(':focus')).toHaveCount(1)
  await press('ArrowDown', 'Enter')
  await expect(window.getByRole('region', { name: 'Ceph keys' })).toBeFocused()
  await press('Escape')
  await expect(rows(window).nth(1).locator(':focus')).toHaveCount(1)
  await press('Control+f')
  await window.keyboard.type('ceph')
  await expect(rows(window)).toHaveCount(1)
  await press('Escape')
  await expect(rows(window)).toHaveCount(3)

  await choose(second)
  await window.getByRole('button', { name: 'Compare with…' }).focus()
  await press('Enter')
  await expect(window.getByRole('menuitem').first()).toBeFocused()
  await press('End', 'Enter')
  await expect(window.getByRole('contentinfo')).toContainText('3 differences')
  await window.getByRole('radio', { name: /^Differences/ }).focus()
  await press('ArrowRight')
  await expect(rows(window)).toHaveText([/New one/])
  // Nothing is typed into a choice, so that plain keys go to the page.
  await press('/')
  await expect(searchField(window)).toBeFocused()

  const copy = join(home, 'difference.csv')
  await saveAs(copy)
  await press('Control+s')
  await expect(savedNote(window, copy)).toBeVisible()
  await window.getByRole('link', { name: 'Snapshots' }).last().focus()
  await press('Enter')
  await window.getByRole('button', { name: 'Close keys-2026-09-01.csv' }).focus()
  await press('Enter')
  await expect(window.getByRole('region', { name: 'Recent' })).toContainText('keys-2026-09-01.csv')
})

test('snapshots have no accessibility fault, light and dark', async ({ open }) => {
  const application = await open()
  const { window, home, choose } = application
  await expect(window.getByRole('heading', { level: 1 })).toBeVisible()
  await expectNoFaultInBothThemes(window)
  const first = await writeExport(application, 'credentials-prod-2026-09-01-060000.csv', before)
  const second = await writeExport(application, 'credentials-prod-2026-10-01-060000.csv', after)
  await openByDialog(application, first)
  await expect(rows(window)).toHaveCount(3)
  await expectNoFaultInBothThemes(window)
  for (const name of ['Columns', 'More', 'Filter by Scope', 'Filter by Age', 'About the file']) {
    await window.getByRole('button', { name, exact: true }).click()
    await expectNoFaultInBothThemes(window)
    await window.keyboard.press('Escape')
  }
  await rows(window).first().locator('[data-column]').first().focus()
  await window.keyboard.press('Enter')
  await expectNoFaultInBothThemes(window)
  await searchField(window).fill('habror')
  await expect(window.getByRole('heading', { name: /habror/ })).toBeVisible()
  await expectNoFaultInBothThemes(window)

  await choose(second)
  await window.getByRole('button', { name: 'Compare with…' }).click()
  await expectNoFaultInBothThemes(window)
  await window.getByRole('menuitem', { name: /^Open another/ }).click()
  await expect(window.getByRole('contentinfo')).toContainText('3 differences')
  await expectNoFaultInBothThemes(window)
  await window.getByRole('button', { name: 'Save difference…' }).click()
  await expectNoFaultInBothThemes(window)
  await window.keyboard.press('Escape')

  await window.getByRole('link', { name: 'Snapshots' }).last().click()
  await expectNoFaultInBothThemes(window)
  await window.getByText('History', { exact: true }).click()
  await expectNoFaultInBothThemes(window)
  await choose(home)
  await window.getByRole('button', { name: 'Choose folder…' }).click()
  await expect(window.getByRole('contentinfo')).toContainText('2 snapshots')
  await expectNoFaultInBothThemes(window)
  await rows(window).first().locator('[data-column]').first().focus()
  await window.keyboard.press('Enter')
  await expectNoFaultInBothThemes(window)
  await window.setViewportSize({ width: 900, height: 600 })
  await expectNoFaultInBothThemes(window)
})
