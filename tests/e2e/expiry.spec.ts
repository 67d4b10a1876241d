import type { ElectronApplication, Page } from '@playwright/test'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, rowOf, rows, searchField, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import { registeredSecrets } from './secrets-made-by-kubectl.ts'
import { chooseScope, create, openWizard, secretIn, wizardOf } from './wizard-steps.ts'

const day = 86_400_000
const inDays = (days: number): string => `${new Date(Date.now() + days * day).toISOString().slice(0, 19)}Z`
const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url')
/** A JSON Web Token with this expiry. */
const tokenUntil = (time: string) =>
  `FAKE-${part({ alg: 'none' })}.${part({ exp: Date.parse(time) / 1000, sub: 'FAKE-subject' })}.c2ln`

test('an expiry date is suggested from the typed value, kept in the draft and written with the credential', async ({
  open,
  cluster,
}) => {
  const project = await cluster.namespace('expires')
  await cluster.kubectl(['label', 'namespace', project, `runai/queue=${project}`])
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  const expiresAt = inDays(5.5)
  let wizard = await openWizard(window, 'password')
  await chooseScope(wizard, project)
  await wizard.getByRole('textbox', { name: 'Credential name' }).fill(`Token of ${project}`)
  await wizard.getByRole('textbox', { name: 'Username' }).fill('robot')
  await wizard.getByRole('textbox', { name: 'Password' }).fill(tokenUntil(expiresAt))
  const proposals = wizard.getByRole('list', { name: 'Expiry dates in the values' })
  await expect(proposals).toContainText('by a JSON Web Token in Password')
  await expectNoFault(window)
  await proposals.getByRole('button', { name: 'Use it' }).press('Enter')
  await expect(wizard.getByLabel('Expires on')).toBeFocused()
  await expect(wizard).toContainText('Expires in 5 days')
  await expect(wizard).toContainText(`credenza.app/expires-at=${expiresAt}`)

  await window.keyboard.press('Escape')
  await expect(wizardOf(window)).toHaveCount(0)
  wizard = await openWizard(window, 'password')
  await expect(wizard).toContainText('Expires in 5 days')
  await create(wizard)
  await expect(wizardOf(window)).toHaveCount(0)
  const name = `password-token-of-${project}`
  const { annotations } = (await secretIn(cluster, project, name)).metadata
  expect(annotations['credenza.app/expires-at']).toBe(expiresAt)

  // What was done here occurs once in the history, whoever else reports it.
  await searchField(window).fill(name)
  await rowOf(window, name).click()
  const history = window.locator('.history .entry')
  await expect(history).toHaveCount(1)
  await expect(history).toContainText('Created')
})

test('the chart of expiries filters by a bar with the keyboard alone, and is a table to a screen reader', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-expiries', { 'runai/queue': 'expiries' })
  const dates: Record<string, number | null> = { past: -2, soon: 3, later: 100, never: null }
  await registeredSecrets(
    cluster,
    Object.entries(dates).map(([name, days]) => ({
      namespace,
      name: `expiry-${name}`,
      credential: {
        credential: `${name} ${namespace}`,
        origin: 'existing',
        ...(days === null ? {} : { 'expires-at': inDays(days) }),
      },
    })),
  )
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await searchField(window).fill(namespace)
  await expect(rows(window)).toHaveCount(4)
  await window.getByRole('button', { name: 'More', exact: true }).click()
  await window.getByRole('menuitem', { name: 'Ages…' }).click()
  const summary = 'Expiries: 1 expired, 1 soon, 1 later, 1 without a date.'
  await expect(window.getByRole('img', { name: summary })).toBeVisible()
  const bars = window.getByRole('group', { name: 'Bars of expiries' })
  const bar = (name: string) => bars.getByRole('button', { name })
  await bar('Expired: 1 credential').focus()
  await window.keyboard.press('Enter')
  await expect(rows(window)).toHaveCount(1)
  await expect(rowOf(window, 'expiry-past')).toBeVisible()
  await window.keyboard.press('Enter')
  await expect(rows(window)).toHaveCount(4)
  await window.keyboard.press('ArrowRight')
  await expect(bar('In less than 1 day, soon: 0 credentials')).toBeFocused()
  await window.keyboard.press('Enter')
  await expect(rows(window)).toHaveCount(1)
  await expect(rowOf(window, 'expiry-soon')).toBeVisible()
  // The chart's counts don't depend on its own filters.
  await expect(window.getByRole('img', { name: summary })).toBeVisible()
  const table = window.getByRole('table', { name: 'Expiries' })
  await expect(table.getByRole('row', { name: 'In 90 to 180 days Later 1' })).toHaveCount(1)
  await expectNoFault(window)
})

/** Records an application's notifications from now on. */
async function noteNotifications(electron: ElectronApplication) {
  await electron.evaluate(({ Notification }) => {
    const noted = globalThis as { shown?: Electron.Notification[] }
    noted.shown = []
    Notification.isSupported = () => true
    Notification.prototype.show = function (this: Electron.Notification) {
      noted.shown?.push(this)
    }
  })
  return {
    shown: () =>
      electron.evaluate(() =>
        ((globalThis as { shown?: Electron.Notification[] }).shown ?? []).map(({ title, body }) => [
          title,
          body,
        ]),
      ),
    click: () =>
      electron.evaluate(() => {
        ;(globalThis as { shown?: Electron.Notification[] }).shown?.at(-1)?.emit('click')
      }),
  }
}
const explore = (window: Page) => window.getByRole('button', { name: /^Explore the sandbox/ })
const expired = [
  'Credentials expire',
  expect.stringMatching(
    /^Credenza sandbox: \d+ credentials? ha(s|ve) expired, \d+ expires? within 14 days\.$/,
  ),
]

test('the system reports what expires, once, with no name of a credential, and a click shows it', async ({
  start,
}) => {
  const { electron, window } = await start()
  const { shown, click } = await noteNotifications(electron)
  const today = () => new Date().toDateString()
  const began = today()
  await explore(window).click()
  await expect.poll(shown).toEqual([expired])
  await window.getByRole('link', { name: 'Settings' }).click()
  await click()
  await expect(window.getByRole('heading', { name: 'Credentials', exact: true })).toBeVisible()
  await expect(window.getByRole('button', { name: /^Filter by Expires/ })).toBeVisible()
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  await window.keyboard.press('F5')
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  // Once a day. Midnight may just have passed.
  expect((await shown()).length).toBeLessThanOrEqual(today() === began ? 1 : 2)
})

test('the system reports nothing of a kind that is turned off, or that the site locked', async ({
  start,
  cluster,
}) => {
  const policy = join(cluster.folder, 'no-notifications.json')
  await writeFile(policy, JSON.stringify({ notifyExpiry: false }))
  const { electron, window } = await start({ environment: { CREDENZA_POLICY: policy } })
  const { shown } = await noteNotifications(electron)
  await explore(window).click()
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  await window.getByRole('link', { name: 'Settings' }).click()
  const section = window.getByRole('region', { name: 'Notifications' })
  const expiry = section.getByRole('switch', { name: 'Expiring credentials' })
  await expect(expiry).toHaveAttribute('aria-disabled', 'true')
  await expect(expiry).not.toBeChecked()
  await expect(section).toContainText('Your organization manages this')
  const runs = section.getByRole('switch', { name: 'Finished long runs' })
  await runs.press('Space')
  await expect(runs).not.toBeChecked()
  await expectNoFault(window)
  // It is shown while the list arrives, so it would have been shown by now.
  expect(await shown()).toEqual([])
})
