import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { familyOf, listeningOf } from '../../tools/chromium-runtime/fixture/run.ts'
import { cell, expect, rowOf, rows, searchField, test, type Application } from './application.ts'
import { expectNoFaultInBothThemes } from './axe.ts'
import { company } from './sandbox-company.ts'
import { tryUntilLive } from './try-again.ts'
import { chooseScope, create, openWizard, wizardOf } from './wizard-steps.ts'

const explore = (window: Page) => window.getByRole('button', { name: /^Explore the sandbox/ })
const statusBar = (window: Page) => window.getByRole('contentinfo')

async function expectFullTable(window: Page): Promise<void> {
  await expect(statusBar(window)).toContainText('Live')
  await expect(statusBar(window)).toContainText(`${company.credentials.length} credentials`)
  await expect(rowOf(window, 'Artifactory pull')).toBeVisible()
  await expect.poll(() => rows(window).count()).toBeGreaterThan(10)
}

/** Opens the settings and returns their sandbox section. */
async function openSection(window: Page) {
  await window.getByRole('link', { name: 'Settings' }).click()
  const section = window.getByRole('region', { name: 'Sandbox' })
  await section.getByLabel('Answers').waitFor()
  return section
}

const openTable = (window: Page): Promise<void> => window.getByRole('link', { name: /^Credentials/ }).click()

/** Shows the table from scratch, as at startup. */
async function openAnew(window: Page): Promise<void> {
  await openTable(window)
  await window.reload()
}

async function makeNew(window: Page, name: string): Promise<void> {
  const wizard = await openWizard(window, 'password')
  await chooseScope(wizard, 'vision-train')
  await wizard.getByRole('textbox', { name: 'Credential name' }).fill(name)
  await wizard.getByRole('textbox', { name: 'Username', exact: true }).fill('robot')
  const password = wizard.getByRole('textbox', { name: 'Password', exact: true })
  await password.fill('FAKE-not-a-password')
  // The sandbox's file contains it in plaintext.
  await expect(password).toHaveAccessibleDescription(/The sandbox stores it unencrypted in a file/)
  await create(wizard)
  await expect(wizardOf(window)).toHaveCount(0)
}

async function claimExisting(window: Page, name: string): Promise<void> {
  const wizard = await openWizard(window, 'access-key')
  await chooseScope(wizard, 'vision-train')
  await wizard.getByRole('textbox', { name: 'Credential name' }).fill(name)
  await wizard.getByText('Existing secret', { exact: true }).click()
  await wizard.getByRole('option', { name: 'imaging-ro' }).click()
  await create(wizard)
  await expect(wizardOf(window)).toHaveCount(0)
}

async function expectMade(window: Page, ...names: string[]): Promise<void> {
  for (const name of names) {
    await searchField(window).fill(name)
    await expect(cell(rowOf(window, name), 'status')).toHaveText('No issues')
  }
  await searchField(window).fill('')
}

test('the welcome page leads to the full table by one click', async ({ start }) => {
  const { window } = await start()
  await explore(window).click()
  await expectFullTable(window)
})

test('the welcome page leads to the full table by keyboard alone', async ({ start }) => {
  const first = await start()
  await expect(explore(first.window)).toBeFocused()
  await first.window.keyboard.press('Enter')
  await expectFullTable(first.window)

  const second = await start()
  await explore(second.window).waitFor()
  await second.window.keyboard.press('Control+b')
  await expectFullTable(second.window)
})

test('the command line leads to the full table, also next to a kubeconfig', async ({ start, cluster }) => {
  const { window } = await start({ isSandbox: true })
  await expectFullTable(window)
  const beside = await start({ kubeconfig: cluster.adminKubeconfig, isSandbox: true })
  await expectFullTable(beside.window)
})

test('what was made in it is there after a restart, until it is reset', async ({ start }) => {
  const first = await start({ isSandbox: true })
  await expectFullTable(first.window)
  await makeNew(first.window, 'Of this test')
  await claimExisting(first.window, 'Taken by this test')
  await expectMade(first.window, 'Of this test', 'Taken by this test')
  await first.electron.close()

  const again = await start({ isSandbox: true, home: first.home })
  const { window } = again
  await expect(statusBar(window)).toContainText(`${company.credentials.length + 2} credentials`)
  await expectMade(window, 'Of this test', 'Taken by this test')

  const section = await openSection(window)
  const reset = section.getByRole('button', { name: 'Reset sandbox…' })
  const dialog = window.getByRole('alertdialog', { name: 'Reset the sandbox?' })
  await reset.press('Enter')
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await window.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(reset).toBeFocused()
  await expect(statusBar(window)).toContainText(`${company.credentials.length + 2} credentials`)

  await reset.press('Enter')
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await window.keyboard.press('Tab')
  await expect(dialog.getByRole('button', { name: 'Reset' })).toBeFocused()
  await window.keyboard.press('Enter')
  await expect(section.getByRole('status')).toHaveText('The sandbox was reset.')
  await openTable(window)
  await expectFullTable(window)
  await expect(rowOf(window, 'Of this test')).toHaveCount(0)
  await again.electron.close()

  const last = await start({ isSandbox: true, home: first.home })
  await expectFullTable(last.window)
})

test('it is set up as an older Run:ai, which is kept over a restart', async ({ start }) => {
  const first = await start({ isSandbox: true })
  await expectFullTable(first.window)
  const ask = async (window: Page) => {
    await (await openSection(window)).getByRole('button', { name: 'Reset sandbox…' }).press('Enter')
    return window.getByRole('alertdialog', { name: 'Reset the sandbox?' })
  }
  const dialog = await ask(first.window)
  await expect(dialog.getByLabel('Run:ai version')).toHaveValue('2.25')
  await dialog.getByLabel('Run:ai version').selectOption('Run:ai 2.15')
  await dialog.getByRole('button', { name: 'Reset' }).press('Enter')
  await expect(dialog).toHaveCount(0)
  const known = company.credentials.filter(
    ({ since, scope }) => since === undefined && scope !== 'department' && scope !== 'account',
  )
  await expect(statusBar(first.window)).toContainText(`${known.length} credentials`)
  await first.electron.close()

  const again = await start({ isSandbox: true, home: first.home })
  await expect(statusBar(again.window)).toContainText(`${known.length} credentials`)
  await expect((await ask(again.window)).getByLabel('Run:ai version')).toHaveValue('2.15')
})

test('when it is slow, it is waited for, and the switch ends with the application', async ({ start }) => {
  const application = await start({ isSandbox: true })
  const { window } = application
  await expectFullTable(window)
  await (await openSection(window)).getByLabel('Answers').selectOption('After 3 s')
  await openAnew(window)
  await expect(window.getByRole('heading', { name: 'Connecting to Sandbox' })).toBeVisible()
  await expect(window.getByRole('button', { name: 'Cancel' })).toBeVisible()
  const section = await openSection(window)
  await expect(section.getByLabel('Answers')).toHaveValue('3000')
  await section.getByLabel('Answers').selectOption('Immediately')
  await openTable(window)
  await expectFullTable(window)

  await (await openSection(window)).getByLabel('Answers').selectOption('After 1 s')
  await application.electron.close()
  const again = await start({ isSandbox: true, home: application.home })
  await expectFullTable(again.window)
  await expect((await openSection(again.window)).getByLabel('Answers')).toHaveValue('0')
})

const failures: [string, RegExp][] = [
  ['500', /internal error/],
  ['503', /not ready|internal error/],
  ['429', /limiting requests/],
  ['cut', /closed the connection/],
]
for (const [how, words] of failures) {
  test(`when it fails with ${how}, it says so in words and recovers`, async ({ open }) => {
    const { window } = await open({ isSandbox: true })
    await expectFullTable(window)
    const section = await openSection(window)
    await expect(section.getByLabel('They fail with')).toHaveCount(0)
    await section.getByLabel('Failing requests').selectOption('All')
    await section.getByLabel('They fail with').selectOption(how)
    await openAnew(window)
    await expect(window.getByRole('heading', { name: words })).toBeVisible()
    await (await openSection(window)).getByLabel('Failing requests').selectOption('None')
    await openTable(window)
    await tryUntilLive(window)
    await expectFullTable(window)
  })
}

test('when it is gone, its rows stay with their time, and are current once it is back', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  await expectFullTable(window)
  const gone = (await openSection(window)).getByRole('switch', { name: 'Offline' })
  await gone.press('Space')
  await expect(gone).toBeChecked()
  await openTable(window)
  await expect(window.getByText(/^Connection lost/)).toBeVisible()
  await expect(statusBar(window)).toContainText(/Reconnecting.*as of \d/)
  await expect(rowOf(window, 'Artifactory pull')).toBeVisible()

  await (await openSection(window)).getByRole('switch', { name: 'Offline' }).click()
  await openTable(window)
  await tryUntilLive(window)
  await expect(window.getByText(/^Connection lost/)).toHaveCount(0)
  await expectFullTable(window)
})

test('when it is read-only, it may not be written to, and says so before trying', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  await expectFullTable(window)
  const readOnly = (await openSection(window)).getByRole('switch', { name: 'Read-only' })
  await readOnly.click()
  await openTable(window)
  await expect(window.getByRole('contentinfo')).toContainText('Read-only account')
  await expect(window.getByRole('button', { name: 'New credential' }).first()).toHaveAttribute(
    'aria-disabled',
    'true',
  )

  await (await openSection(window)).getByRole('switch', { name: 'Read-only' }).click()
  // Permissions are cached for a minute.
  await openAnew(window)
  await expectFullTable(window)
  await makeNew(window, 'Written again')
  await expectMade(window, 'Written again')
})

test('a switch that was not taken goes back, and is reported at its section', async ({ start }) => {
  const { window, electron } = await start({ isSandbox: true })
  await expectFullTable(window)
  const section = await openSection(window)
  await electron.evaluate(({ ipcMain }) => {
    ipcMain.removeHandler('sandbox:switchFaults')
    ipcMain.handle('sandbox:switchFaults', () => Promise.reject(new Error('broken by a test')))
  })
  await section.getByLabel('Answers').selectOption('After 3 s')
  const note = section.getByRole('alert')
  await expect(note).toBeVisible()
  await expect(section.getByLabel('Answers')).toHaveValue('0')
  await note.getByRole('button', { name: 'Try again' }).click()
  await expect(note).toHaveCount(0)
})

test('it opens no port, and is kept in one file that only its user can read', async ({ start }) => {
  test.skip(process.platform !== 'linux', 'reads what listens from /proc')
  const application = await start()
  const { window, electron, userData } = application
  await explore(window).waitFor()
  // The debugger of this test listens. The sandbox adds nothing to it.
  const listening = () => listeningOf(familyOf(electron.process().pid ?? 0)).toSorted()
  const before = listening()
  await explore(window).click()
  await expectFullTable(window)
  await makeNew(window, 'Without a port')
  expect(listening()).toEqual(before)
  const file = join(userData, 'sandbox.json')
  await expect.poll(() => stat(file).then(({ mode }) => mode & 0o777)).toBe(0o600)
})

test('its settings have no accessibility fault, light and dark', async ({ open }) => {
  const application: Application = await open({ isSandbox: true })
  const { window } = application
  const check = () => expectNoFaultInBothThemes(window)
  await expectFullTable(window)
  const section = await openSection(window)
  await check()
  await section.getByLabel('Failing requests').selectOption('Every 3rd')
  await section.getByRole('switch', { name: 'Offline' }).click()
  await check()
  await section.getByRole('button', { name: 'Reset sandbox…' }).click()
  await check()
  await window.getByRole('button', { name: 'Reset', exact: true }).click()
  await section.getByText('The sandbox was reset').waitFor()
  await window.setViewportSize({ width: 900, height: 600 })
  await check()
})

test('the settings open no sandbox for someone who never uses it', async ({ open, cluster }) => {
  const { window, userData } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(statusBar(window)).toContainText('Live')
  const section = await openSection(window)
  await expect(section.getByRole('switch', { name: 'Read-only' })).not.toBeChecked()
  await openTable(window)
  expect(await readdir(userData)).not.toContain('sandbox.json')
})

test('a file of the sandbox that can’t be read or written is reported in words', async ({ start }) => {
  const { window, userData, home } = await start()
  await explore(window).waitFor()
  const file = join(userData, 'sandbox.json')
  await writeFile(file, '{"half": ')
  await explore(window).click()
  await expectFullTable(window)
  const notices = window.getByRole('region', { name: 'Notices' })
  await expect(notices).toContainText('Couldn’t read the sandbox, so it was reset.')
  await expect(notices).toContainText(`${file}.broken-`)
  await notices.getByRole('button', { name: 'Dismiss' }).click()
  await expect(notices).toHaveCount(0)

  // A file can't replace a folder in its place.
  await expect.poll(() => readdir(userData)).toContain('sandbox.json')
  await rm(file)
  await mkdir(join(file, 'in-its-place'), { recursive: true })
  await makeNew(window, 'Not kept')
  await expect(notices).toContainText(`Couldn’t save the sandbox in ${file}`)
  await rm(file, { recursive: true })
  await makeNew(window, 'Kept again')
  await expect(notices).toHaveCount(0)
  expect(await readFile(join(home, 'user-data', 'sandbox.json'), 'utf8')).toContain('Not kept')
})
