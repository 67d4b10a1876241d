import { mkdir, rm, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, searchField, test, text, type Application } from './application.ts'
import { expectNoFault, expectNoFaultInBothThemes } from './axe.ts'
import { registeredSecret } from './secrets-made-by-kubectl.ts'

const settingsLink = (window: Page) => window.getByRole('link', { name: 'Settings' })
const minutes = (window: Page) => window.getByLabel('Keep entered passwords for')
const onQuit = (window: Page) => window.getByLabel('Delete them when Credenza quits')
const namespace = (window: Page) => window.getByLabel('Namespace of cluster and department credentials')

/** The content of the settings file, empty before it exists. */
const kept = async ({ userData }: Application): Promise<unknown> =>
  JSON.parse(await text(join(userData, 'settings.json')).catch(() => '{}'))

test('what was chosen holds at once, is kept in the file and is there again after a restart', async ({
  start,
  cluster,
}) => {
  const first = await start({ kubeconfig: cluster.adminKubeconfig })
  const { window } = first
  await settingsLink(window).click()
  await expect(minutes(window)).toHaveValue('5')
  await expect(onQuit(window)).not.toBeChecked()
  await expect(namespace(window)).toHaveValue('runai')

  await minutes(window).selectOption('15 minutes')
  await onQuit(window).check()
  await namespace(window).fill('runai-elsewhere')
  await namespace(window).press('Enter')
  const chosen = { draftMinutes: 15, deleteDraftsOnQuit: true, runaiNamespace: 'runai-elsewhere' }
  await expect.poll(() => kept(first)).toMatchObject(chosen)
  // A window that closes saves a field that still has the focus, even if its page doesn't respond for a while.
  await window.getByLabel('Due for rotation after').fill('60')
  await window.evaluate(() => {
    setTimeout(() => {
      const until = performance.now() + 1500
      while (performance.now() < until);
    })
  })
  await first.electron.close()
  expect(await kept(first)).toMatchObject({ ...chosen, ageLimits: { due: 60, overdue: 180 } })

  const again = await start({ kubeconfig: cluster.adminKubeconfig, home: first.home })
  await settingsLink(again.window).click()
  await expect(minutes(again.window)).toHaveValue('15')
  await expect(onQuit(again.window)).toBeChecked()
  await expect(namespace(again.window)).toHaveValue('runai-elsewhere')

  await again.window.getByRole('button', { name: 'Reset to runai' }).click()
  await expect(namespace(again.window)).toHaveValue('runai')
  await expect(again.window.getByRole('button', { name: 'Reset to runai' })).toHaveCount(0)
  await expect.poll(() => kept(again)).toMatchObject({ ...chosen, runaiNamespace: 'runai' })
})

test('what Credenza is made of is under About, with every licence', async ({ open, cluster }) => {
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await settingsLink(window).click()
  await window.getByRole('button', { name: 'Third-party notices…' }).click()
  const dialog = window.getByRole('dialog', { name: 'Third-party notices' })
  const licences = dialog.getByText(/Permission is hereby granted/).filter({ visible: true })
  await expect(dialog.getByText('@vue/runtime-core', { exact: true })).toBeVisible()
  await expect(licences).toHaveCount(0)
  await dialog.getByText('@vue/runtime-core', { exact: true }).click()
  await expect(licences).toHaveCount(1)
  await expectNoFault(window)
  await window.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})

test('keeping no passwords says what becomes of them, and leaves nothing to delete at the end', async ({
  open,
  cluster,
}) => {
  const application = await open({ kubeconfig: cluster.adminKubeconfig })
  const { window } = application
  await settingsLink(window).click()
  await expect(window.getByText(/Credenza keeps them in/)).toBeVisible()
  await minutes(window).selectOption('Don’t keep them')
  await expect(window.getByText('Stored passwords are deleted.')).toBeVisible()
  await expect(onQuit(window)).toBeDisabled()
  await expect.poll(() => kept(application)).toMatchObject({ draftMinutes: 0 })
})

test('an invalid namespace is reported at its field, and the old one stays in effect', async ({
  open,
  cluster,
}) => {
  const application = await open({ kubeconfig: cluster.adminKubeconfig })
  const { window } = application
  await settingsLink(window).click()
  const field = namespace(window)
  for (const [wrong, why] of [
    ['Runai', /Use only lowercase letters, digits and hyphens\. runai still applies/],
    ['runai-', /Begin and end with a letter or digit\./],
    ['', /Enter a name\./],
    [`r${'-'.repeat(62)}i`, /Use at most 63 characters\./],
  ] as const) {
    await field.fill(wrong)
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(field).toHaveAccessibleDescription(why)
    await field.press('Enter')
    await field.blur()
    await expect(field).toHaveValue(wrong)
  }
  await onQuit(window).check()
  await expect.poll(() => kept(application)).toMatchObject({ deleteDraftsOnQuit: true })
  expect(await kept(application)).toMatchObject({ runaiNamespace: 'runai' })

  await field.press('Escape')
  await expect(field).toHaveValue('runai')
  await expect(field).toHaveAttribute('aria-invalid', 'false')

  await field.fill('runai-2')
  await expect(field).toHaveAccessibleDescription('Press Enter to save. Until then runai applies.')
  await field.blur()
  await expect.poll(() => kept(application)).toMatchObject({ runaiNamespace: 'runai-2' })
})

test('it says where its own files are, and shows them in their folder', async ({ open, cluster }) => {
  const { electron, window, userData } = await open({ kubeconfig: cluster.adminKubeconfig })
  await electron.evaluate(({ shell }) => {
    const seen = globalThis as { shown?: string }
    shell.showItemInFolder = (path) => void (seen.shown = path)
  })
  const shown = () => electron.evaluate(() => (globalThis as { shown?: string }).shown)
  await settingsLink(window).click()
  await onQuit(window).check()
  const section = window.getByRole('region', { name: 'Files' })
  for (const path of ['settings.json', join('logs', 'credenza.log'), 'sandbox.json'])
    await expect(section.getByText(join('~', 'user-data', path), { exact: true })).toBeVisible()
  await section.getByRole('button', { name: 'Show the log in the folder' }).click()
  await expect.poll(shown).toBe(join(userData, 'logs', 'credenza.log'))
  // A file that doesn't exist yet will be in this folder.
  await section.getByRole('button', { name: 'Show the sandbox in the folder' }).click()
  await expect.poll(shown).toBe(userData)
  await section.getByRole('button', { name: 'Copy the path of the settings' }).click()
  await expect(section.getByRole('status')).toHaveText('Copied.')
  const copied = await electron.evaluate(({ clipboard }) => clipboard.readText())
  expect(copied).toBe(join(userData, 'settings.json'))
})

test('the menu of the system leads to the settings', async ({ open, cluster }) => {
  const { electron, window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.send('application:menuChosen', '"settings"'),
  )
  await expect(minutes(window)).toBeVisible()
})

test('a setting that can’t be written holds, and is reported until it could be', async ({
  open,
  cluster,
}) => {
  const application = await open({ kubeconfig: cluster.adminKubeconfig })
  const { window, userData } = application
  await settingsLink(window).click()
  // A file can't replace a folder in its place.
  const file = join(userData, 'settings.json')
  await rm(file, { force: true })
  await mkdir(file)
  await minutes(window).selectOption('2 minutes')
  const note = window.getByRole('alert')
  await expect(note).toContainText(`Couldn’t save ${join('~', 'user-data', 'settings.json')}`)
  await expect(note).toContainText('Your choice applies until Credenza quits.')
  await expect(minutes(window)).toHaveValue('2')
  // Other pages show it too; here it is shown only once.
  await expect(window.getByRole('region', { name: 'Notices' })).toHaveCount(0)
  await window.getByRole('link', { name: /^Credentials/ }).click()
  await expect(window.getByRole('region', { name: 'Notices' })).toContainText('settings.json')

  await settingsLink(window).click()
  await rmdir(file)
  await note.getByRole('button', { name: 'Try again' }).click()
  await expect(note).toHaveCount(0)
  expect(await kept(application)).toMatchObject({ draftMinutes: 2 })
})

test('the settings need no mouse', async ({ open, cluster }) => {
  // A page without rows has no search field.
  const project = await cluster.namespace('runai-settings', { 'runai/queue': 'settings' })
  await registeredSecret(cluster, { namespace: project, name: 'kept', credential: { credential: 'Kept' } })
  const application = await open({ kubeconfig: cluster.adminKubeconfig })
  const { window } = application
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const press = async (...keys: string[]) => {
    for (const key of keys) await window.keyboard.press(key)
  }
  await press('Control+f')
  await expect(searchField(window)).toBeFocused()
  await press('Control+,')
  await expect(window.getByRole('region', { name: 'Settings' })).toBeFocused()
  // Past the theme and the density.
  await press('Tab', 'Tab', 'Tab')
  await expect(minutes(window)).toBeFocused()
  await press('Enter', 'ArrowDown', 'ArrowDown', 'Enter')
  await expect(minutes(window)).toHaveValue('7')
  await expect(minutes(window)).toBeFocused()
  await press('Tab', 'Space')
  await expect(onQuit(window)).toBeChecked()
  await press('Tab')
  await expect(namespace(window)).toBeFocused()
  await press('End')
  await window.keyboard.type('-2')
  await expect(namespace(window)).toHaveValue('runai-2')
  await press('Tab')
  await expect(window.getByRole('button', { name: 'Reset to runai' })).toBeFocused()
  await expect
    .poll(() => kept(application))
    .toMatchObject({ draftMinutes: 7, deleteDraftsOnQuit: true, runaiNamespace: 'runai-2' })
  await press('Enter')
  await expect(namespace(window)).toBeFocused()
  await expect(namespace(window)).toHaveValue('runai')
  await settingsLink(window).focus()
  const credentialsLink = window.getByRole('link', { name: /^Credentials/ })
  const tabsBack = await window.getByRole('navigation', { name: 'Main' }).getByRole('link').count()
  for (let step = 1; step < tabsBack; step += 1) await press('Shift+Tab')
  await expect(credentialsLink).toBeFocused()
  await press('Enter')
  await expect(window.getByRole('heading', { name: 'Credentials', exact: true })).toBeVisible()
})

test('the settings can be opened without a cluster, and lead back', async ({ open, cluster }) => {
  const { window } = await open()
  await expect(window.getByRole('heading', { name: 'No kubeconfig on this computer' })).toBeVisible()
  await window.keyboard.press('Control+,')
  await expect(minutes(window)).toBeVisible()
  await window.getByRole('link', { name: 'Credentials' }).click()
  await expect(window.getByRole('heading', { name: 'No kubeconfig on this computer' })).toBeVisible()

  const kubeconfig = join(cluster.folder, 'settings-two-contexts')
  const context = { cluster: 'none', user: 'nobody' }
  const contexts = ['one', 'two'].map((name) => ({ name, context }))
  const clusters = [{ name: 'none', cluster: { server: 'https://127.0.0.1:1' } }]
  await writeFile(kubeconfig, JSON.stringify({ contexts, clusters, users: [{ name: 'nobody', user: {} }] }))
  const second = await open({ kubeconfig })
  await expect(second.window.getByRole('button', { name: /^two/ })).toBeVisible()
  await settingsLink(second.window).click()
  await expect(minutes(second.window)).toBeVisible()
  await second.window.getByRole('link', { name: 'Credentials' }).click()
  await expect(second.window.getByRole('button', { name: /^two/ })).toBeVisible()
})

test('the settings have no accessibility fault, light and dark', async ({ start, cluster }) => {
  const { window, userData } = await start({ kubeconfig: cluster.adminKubeconfig })
  const check = () => expectNoFaultInBothThemes(window)
  await settingsLink(window).click()
  await check()
  await minutes(window).click()
  await check()
  await window.keyboard.press('Escape')
  await minutes(window).selectOption('Don’t keep them')
  await namespace(window).fill('Runai')
  await check()
  await rm(join(userData, 'settings.json'), { force: true })
  await mkdir(join(userData, 'settings.json'))
  await minutes(window).selectOption('1 minute')
  await expect(window.getByRole('alert')).toBeVisible()
  await window.setViewportSize({ width: 900, height: 600 })
  await check()
})
