import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { createKeyringFolder, startSecretService, type SecretService } from '../integration/secret-service.ts'
import type { Cluster } from '../cluster/cluster.ts'
import {
  cell,
  expect,
  launch,
  rowOf,
  searchField,
  test as base,
  text,
  type StartedApplication,
} from './application.ts'
import { keptAccount, keyringEntry } from './keyring-entry.ts'
import { ownProject } from './own-project.ts'
import { plantedValue } from './planted-values.ts'
import { registeredSecret } from './secrets-made-by-kubectl.ts'
import { chooseScope, create, openWizard, secretIn, wizardOf } from './wizard-steps.ts'

interface Fixtures {
  /** A user's home folder over several starts. `start` ends the application that ran before. */
  user: {
    home: string
    start: (environment: Record<string, string>) => Promise<StartedApplication>
    /** Kills the application without a chance to clean up. */
    crash: () => Promise<void>
  }
}

const test = base.extend<Fixtures>({
  user: async ({ cluster }, use) => {
    const home = await mkdtemp(join(tmpdir(), 'credenza-drafts-'))
    let running: StartedApplication | null = null
    const end = async () => {
      await running?.close()
      running = null
    }
    await use({
      home,
      start: async (environment) => {
        await end()
        running = await launch({ kubeconfig: cluster.adminKubeconfig, home, environment })
        await expect(running.window.getByRole('contentinfo')).toContainText('Live')
        return running
      },
      crash: async () => {
        const ended = running?.electron.process()
        running = null
        if (ended === undefined || ended.exitCode !== null) return
        const gone = new Promise((resolve) => ended.once('exit', resolve))
        ended.kill('SIGKILL')
        await gone
      },
    })
    await end()
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  },
})

const noKeychain = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }
async function openPasswordWizard(window: Page): Promise<Locator> {
  const wizard = await openWizard(window, 'password')
  await expect(wizard.getByRole('textbox', { name: 'Credential name' })).toBeVisible()
  return wizard
}

const nameField = (wizard: Locator) => wizard.getByRole('textbox', { name: 'Credential name' })
const passwordField = (wizard: Locator) => wizard.getByRole('textbox', { name: 'Password', exact: true })

/** Fills in a wizard without finishing it. Returns the password. */
async function beginWizard(window: Page, project: string, name: string): Promise<string> {
  const value = plantedValue()
  const wizard = await openPasswordWizard(window)
  await chooseScope(wizard, project)
  await nameField(wizard).fill(name)
  await wizard.getByRole('textbox', { name: 'Username', exact: true }).fill('robot')
  await passwordField(wizard).fill(value)
  return value
}

/** Waits until the keychain has it. Returns the account. */
async function expectInKeyring(service: SecretService, home: string, value: string): Promise<string> {
  let account: string | undefined
  await expect(async () => {
    account = await keptAccount(home)
    expect(await keyringEntry(service, account)).toContain(value)
  }).toPass()
  return account ?? ''
}

/** Asks a slow keychain again, like a person. */
async function expectPassword(wizard: Locator, value: string): Promise<void> {
  const again = wizard.getByRole('button', { name: 'Try the keychain again' })
  await expect(async () => {
    if (await again.isVisible()) await again.click()
    await expect(passwordField(wizard)).toHaveValue(value, { timeout: 1000 })
  }).toPass()
}

async function projectOf(cluster: Cluster, name: string): Promise<string> {
  await cluster.namespace(name, { 'runai/queue': name })
  return name
}

/** No file of the user contains the value, in plaintext or base64. */
async function expectNowhere(home: string, value: string): Promise<void> {
  const packed = Buffer.from(value).toString('base64').replace(/=+$/, '')
  for (const entry of await readdir(home, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const content = await readFile(join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0))
    for (const form of [value, packed])
      expect(content.includes(form), `${entry.name} holds what was typed`).toBe(false)
  }
}

// The tests' keychain is Linux's, and a skipped spec counts as failed.
if (process.platform === 'linux') {
  test('what was typed is offered again after the wizard was closed, and after a restart and a crash', async ({
    user,
    cluster,
  }) => {
    const keyring = await createKeyringFolder()
    const service = await startSecretService(keyring.folder, 'unlocked')
    const environment = { DBUS_SESSION_BUS_ADDRESS: service.environment['DBUS_SESSION_BUS_ADDRESS'] ?? '' }
    const project = await projectOf(cluster, 'draft-kept')

    const first = await user.start(environment)
    const value = await beginWizard(first.window, project, 'Harbor draft')
    await first.window.keyboard.press('Escape')
    await expect(wizardOf(first.window)).toHaveCount(0)
    let wizard = await openPasswordWizard(first.window)
    await expect(wizard.getByText('Continued from')).toBeVisible()
    await expect(nameField(wizard)).toHaveValue('Harbor draft')
    await expectPassword(wizard, value)

    const account = await expectInKeyring(service, user.home, value)

    wizard = await openPasswordWizardAnew(await user.start(environment))
    await expect(nameField(wizard)).toHaveValue('Harbor draft')
    await expectPassword(wizard, value)
    await nameField(wizard).fill('Harbor after a crash')
    await expect.poll(() => text(join(user.home, 'user-data/settings.json'))).toContain('after a crash')

    await user.crash()
    const third = await user.start(environment)
    wizard = await openPasswordWizardAnew(third)
    await expect(nameField(wizard)).toHaveValue('Harbor after a crash')
    await expectPassword(wizard, value)
    await create(wizard)
    await expect(wizardOf(third.window)).toHaveCount(0)
    await expect(rowOf(third.window, 'Harbor after a crash')).toBeVisible()

    wizard = await openPasswordWizardAnew(third)
    await expect(nameField(wizard)).toHaveValue('')
    await expect(passwordField(wizard)).toHaveValue('')
    await expect.poll(() => keyringEntry(service, account)).toBe('')
    await expectNowhere(user.home, value)
    await service.stop()
    await keyring.remove()
  })

  test('what was typed into a rotation is offered again after a restart, and is gone once it is rotated', async ({
    user,
    cluster,
  }) => {
    const keyring = await createKeyringFolder()
    const service = await startSecretService(keyring.folder, 'unlocked')
    const environment = { DBUS_SESSION_BUS_ADDRESS: service.environment['DBUS_SESSION_BUS_ADDRESS'] ?? '' }
    const project = ownProject('draft-rotated')
    const namespace = await cluster.namespace('draft-rotated', { 'runai/queue': project })
    const name = `rotated-${namespace}`
    const credential = { credential: name, origin: 'new' }
    // A unique value: others with the same value would be rotated, too.
    const values = { User: 'robot', Password: plantedValue() }
    await registeredSecret(cluster, { namespace, name, credential, values })
    const openRotation = async (window: Page) => {
      await searchField(window).fill(name)
      await cell(rowOf(window, name), 'name').click()
      await window.getByRole('button', { name: 'Rotate…' }).click()
      const dialog = window.getByRole('dialog', { name: /^Rotate “/ })
      await expect(passwordField(dialog)).toBeVisible()
      return dialog
    }
    const value = plantedValue()
    const first = await user.start(environment)
    await passwordField(await openRotation(first.window)).fill(value)
    const account = await expectInKeyring(service, user.home, value)

    const second = await user.start(environment)
    const dialog = await openRotation(second.window)
    await expect(dialog.getByText('Continued from')).toBeVisible()
    await expectPassword(dialog, value)
    await dialog.getByRole('button', { name: /^Rotate/ }).click()
    await expect(dialog.getByText('1 of 1 rotated')).toBeVisible()
    await dialog.getByRole('button', { name: 'Close', exact: true }).click()
    const { data } = await secretIn(cluster, namespace, name)
    expect(Buffer.from(data['Password'] ?? '', 'base64').toString()).toBe(value)

    await expect(passwordField(await openRotation(second.window))).toHaveValue('')
    await expect.poll(() => keyringEntry(service, account)).toBe('')
    await expectNowhere(user.home, value)
    await service.stop()
    await keyring.remove()
  })

  test('what is discarded is gone, from the keychain too', async ({ user, cluster }) => {
    const keyring = await createKeyringFolder()
    const service = await startSecretService(keyring.folder, 'unlocked')
    const environment = { DBUS_SESSION_BUS_ADDRESS: service.environment['DBUS_SESSION_BUS_ADDRESS'] ?? '' }
    const project = await projectOf(cluster, 'draft-discarded')
    const { window } = await user.start(environment)
    const value = await beginWizard(window, project, 'Not wanted')
    const account = await expectInKeyring(service, user.home, value)
    await window.keyboard.press('Escape')
    const wizard = await openPasswordWizard(window)
    await wizard.getByRole('button', { name: 'Discard' }).click()
    await expect(nameField(wizard)).toHaveValue('')
    await expect(passwordField(wizard)).toHaveValue('')
    await expect.poll(() => keyringEntry(service, account)).toBe('')
    const later = await openPasswordWizardAnew(await user.start(environment))
    await expect(nameField(later)).toHaveValue('')
    await expect(passwordField(later)).toHaveValue('')
    await expectNowhere(user.home, value)
    await service.stop()
    await keyring.remove()
  })
}

test('without a keychain a password is kept in memory only, which is reported, and gone after a restart', async ({
  user,
  cluster,
}) => {
  const project = await projectOf(cluster, 'draft-memory')
  const { window } = await user.start(noKeychain)
  const value = await beginWizard(window, project, 'Without keychain')
  const truth = (what: string) =>
    `This computer has no keychain, so Credenza keeps ${what} in memory until it quits.`
  await expect(wizardOf(window).getByText(truth('the password'))).toBeVisible()
  await window.keyboard.press('Escape')
  // Settings promised the keychain while the wizard said that there is none.
  await window.getByRole('link', { name: 'Settings' }).click()
  await expect(window.getByText(truth('them'))).toBeVisible()
  await window.getByRole('link', { name: 'Credentials' }).click()
  let wizard = await openPasswordWizard(window)
  await expectPassword(wizard, value)

  wizard = await openPasswordWizardAnew(await user.start(noKeychain))
  await expect(nameField(wizard)).toHaveValue('Without keychain')
  await expect(passwordField(wizard)).toHaveValue('')
  await expect(wizard.getByText(/Enter the .* again/)).toBeVisible()
  await expectNowhere(user.home, value)
})

const openPasswordWizardAnew = ({ window }: StartedApplication) => openPasswordWizard(window)
