import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { expect, rows, test } from './application.ts'
import { expectNoFault, expectNoFaultInBothThemes } from './axe.ts'
import { banner, openByDialog } from './snapshots-on-page.ts'

test('what was guessed is reported, and read another way by one key, also in the next run', async ({
  start,
}) => {
  const application = await start()
  const { window, home } = application
  const path = join(home, 'cyrillic.csv')
  await writeFile(path, iconv.encode('Credential,Description\nkeys,Рабочие данные\n', 'windows-1251'))
  await openByDialog(application, path)
  await expect(rows(window)).toContainText(['Рабочие данные'])
  await expect(window.getByText('The file doesn’t say its encoding.')).toBeVisible()
  const other = window.getByRole('button', { name: /^Read as / }).first()
  const label = (await other.textContent())?.trim() ?? ''
  await other.focus()
  await window.keyboard.press('Enter')
  await expect(window.getByText(`You chose how to read it: ${label.replace('Read as ', '')}.`)).toBeVisible()
  await expect(rows(window)).not.toContainText(['Рабочие данные'])

  await application.electron.close()
  const later = await start({ home })
  await openByDialog(later, path)
  await later.window.getByRole('button', { name: /remark|About the file/ }).press('Enter')
  await later.window.getByRole('button', { name: 'Detect again' }).press('Enter')
  await expect(rows(later.window)).toContainText(['Рабочие данные'])
})

test('encoding, separator, line ends and titles are chosen with the keyboard alone', async ({ open }) => {
  const application = await open()
  const { window, home } = application
  const path = join(home, 'odd.csv')
  await writeFile(path, 'one;two\nCredential;Type\nHarbor robot;Access key\nCeph keys;Password\n')
  await openByDialog(application, path)
  await expect(rows(window)).toHaveCount(2)
  await window.getByRole('button', { name: /remark/ }).focus()
  await expect(window.getByText('The titles are in line 2.')).toBeVisible()
  await window.getByRole('button', { name: 'Read as…' }).press('Enter')
  const dialog = window.getByRole('dialog', { name: 'Read as' })
  await expect(dialog.getByRole('combobox', { name: 'Encoding' })).toBeFocused()
  await expect(dialog.getByRole('combobox', { name: 'Titles' })).toContainText('Detect (titles in line 2)')
  await dialog.getByRole('combobox', { name: 'Titles' }).selectOption('No titles')
  await window.keyboard.press('Tab')
  await dialog.getByRole('button', { name: 'Read', exact: true }).press('Enter')
  await expect(dialog).toBeHidden()
  await expect(rows(window)).toHaveCount(4)
  await expect(window.getByRole('columnheader', { name: 'Column 2' })).toBeVisible()
  await expect(window.getByRole('button', { name: 'Read as…' })).toBeFocused()
})

test('a file that the chosen form does not fit can be read in its own form again', async ({ open }) => {
  const application = await open()
  const { window, home } = application
  const path = join(home, 'plain.csv')
  await writeFile(path, 'Credential,Type\nHarbor robot,Access key\n')
  await openByDialog(application, path)
  await expect(banner(window)).toBeVisible()
  await window.getByRole('button', { name: 'About the file' }).press('Enter')
  await window.getByRole('button', { name: 'Read as…' }).press('Enter')
  const dialog = window.getByRole('dialog', { name: 'Read as' })
  await dialog.getByRole('combobox', { name: 'Titles' }).selectOption('Titles in line 40')
  await dialog.getByRole('button', { name: 'Read', exact: true }).click()
  await expect(window.getByText(/is empty/)).toBeVisible()
  await window.getByRole('button', { name: 'Read as…' }).last().click()
  await dialog.getByRole('button', { name: 'Read', exact: true }).click()
  await expect(rows(window)).toHaveCount(1)
})

test('dates of the console that may be read in two ways stay text until one key chooses', async ({
  open,
}) => {
  const application = await open()
  const { window, home } = application
  const path = join(home, 'console.csv')
  await writeFile(
    path,
    'Credentials,Status,Scope,Creation time\nHarbor,No Status,research,"03/04/2026, 2:00 PM"\nCeph,Deletion failed,Cluster,"05/04/2026, 2:00 PM"\n',
  )
  await openByDialog(application, path)
  await expect(rows(window)).toContainText(['03/04/2026, 2:00 PM', '05/04/2026, 2:00 PM'])
  await expect(window.getByText('They stay text until you choose.')).toBeVisible()
  await expect(window.getByText('No status', { exact: true })).toBeVisible()
  await expect(window.getByText('Deletion failed', { exact: true })).toBeVisible()
  await expect(window.getByRole('columnheader', { name: 'Creation time' })).toBeVisible()
  await window.getByRole('button', { name: 'Read dates day first' }).press('Enter')
  await expect(window.getByText('as you chose')).toBeVisible()
  await expect(window.getByText('2:00 PM')).toHaveCount(0)
  await expectNoFault(window)
})

test('remarks with their choices and the dialog have no accessibility fault, light and dark', async ({
  open,
}) => {
  const application = await open()
  const { window, home } = application
  const path = join(home, 'guessed.csv')
  await writeFile(
    path,
    iconv.encode(
      'Report of credentials\r\n\r\nCredential,Description\nkeys,Рабочие данные\r,\n',
      'windows-1251',
    ),
  )
  await openByDialog(application, path)
  await expect(window.getByText('Lines end in different ways')).toBeVisible()
  await expectNoFaultInBothThemes(window)
  await window.setViewportSize({ width: 900, height: 600 })
  await expectNoFaultInBothThemes(window)
  await window.getByRole('button', { name: 'Read as…' }).click()
  await expect(window.getByRole('dialog', { name: 'Read as' })).toBeVisible()
  await expectNoFaultInBothThemes(window)
})
