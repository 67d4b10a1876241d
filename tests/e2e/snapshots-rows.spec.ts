import { join } from 'node:path'
import type { Page } from '@playwright/test'
import {
  cell,
  expect,
  rowOf,
  rows,
  savedNote,
  searchField,
  test,
  text,
  type StartedApplication,
} from './application.ts'
import { expectNoFault } from './axe.ts'
import { clipboardOf } from './clipboard.ts'
import { exportedRow, openByDialog, writeExport } from './snapshots-on-page.ts'

const names = ['Harbor robot', 'Ceph keys', 'Zenodo deposit', '=cmd|calc']
const selection = (window: Page) => window.getByRole('group', { name: 'Selection' })
const openProd = async (application: StartedApplication) => {
  const rowsOfProd = names.map((name) => exportedRow(name))
  await openByDialog(application, await writeExport(application, 'prod.csv', rowsOfProd))
}
const box = (window: Page, name: string) => rowOf(window, name).getByRole('checkbox')

test('rows of a snapshot are selected over searches, copied and saved by themselves', async ({ start }) => {
  const application = await start({ isSandbox: true })
  const { window, home, saveAs } = application
  const clipboard = await clipboardOf(application)
  await openProd(application)
  await expect(rows(window)).toHaveCount(4)
  await box(window, 'Zenodo deposit').click()
  await expect(selection(window)).toContainText('1 selected')
  await searchField(window).fill('cmd')
  await expect(rows(window)).toHaveCount(1)
  await box(window, '=cmd|calc').click()
  await expect(selection(window)).toContainText('2 selected, 1 hidden')

  const file = join(home, 'picked.csv')
  await saveAs(file)
  await selection(window).getByRole('button', { name: 'Download CSV…' }).click()
  await expect(savedNote(window, file)).toBeVisible()
  const lines = (await text(file)).trimEnd().split('\r\n')
  expect(lines).toHaveLength(3)
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(['Zenodo deposit', `"'=cmd|calc"`])

  await selection(window).getByRole('button', { name: 'Copy' }).click()
  await window.getByRole('menuitem', { name: 'Copy rows' }).click()
  await expect.poll(clipboard).toMatch(/^Credential\t/)
  expect((await clipboard()).trimEnd().split('\n')).toHaveLength(3)
  await selection(window).getByRole('button', { name: 'Copy' }).click()
  await window.getByRole('menuitem', { name: 'Copy kubectl names' }).click()
  await expect
    .poll(clipboard)
    .toBe('-n runai-vision secret/accesskey--cmd-calc\n-n runai-vision secret/accesskey-zenodo-deposit\n')

  // Sorting doesn't change it.
  await searchField(window).fill('')
  await expect(rows(window)).toHaveCount(4)
  await window.getByRole('columnheader', { name: 'Credential' }).getByRole('button').click()
  await expect(rows(window).first()).toContainText('=cmd')
  await expect(window.locator('[role=row][aria-selected=true]')).toHaveText([/=cmd/, /Zenodo/])
})

test('it works with the keyboard alone, in the table of a snapshot as in every other', async ({ start }) => {
  const application = await start({ isSandbox: true })
  const { window } = application
  const press = async (...keys: string[]) => {
    for (const key of keys) await window.keyboard.press(key)
  }
  await openProd(application)
  await expect(rows(window)).toHaveCount(4)
  await cell(rows(window).first(), 'c0').focus()
  await press(' ')
  await expect(selection(window)).toContainText('1 selected')
  await press('Shift+ArrowDown', 'Shift+ArrowDown')
  await expect(selection(window)).toContainText('3 selected')
  await expectNoFault(window)
  await press('Shift+F10')
  await expect(window.getByRole('menu', { name: '3 rows' })).toBeVisible()
  await expectNoFault(window)
  await press('Escape', 'Control+a')
  await expect(selection(window)).toContainText('4 selected')
  await press('Escape')
  await expect(selection(window)).toHaveCount(0)
  await expect(cell(rows(window).nth(2), 'c0')).toBeFocused()
})
