import { live, small, type Scene, type Stage } from './stage.ts'

const sandbox = { kubeconfig: () => null }

async function openSandbox({ window }: Stage): Promise<void> {
  await window.getByRole('button', { name: /^Explore the sandbox/ }).click()
  await window.getByText('Artifactory pull').first().waitFor()
  await window.waitForTimeout(1200)
}

/** The chart of expiries, below that of ages. */
async function openExpiries(stage: Stage): Promise<void> {
  const { window } = stage
  await openSandbox(stage)
  await window.getByRole('button', { name: 'More', exact: true }).click()
  await window.getByRole('menuitem', { name: 'Ages…' }).click()
  const bars = window.getByRole('group', { name: 'Bars of expiries' })
  await bars.getByRole('button').first().waitFor()
  await window.getByRole('list', { name: 'Expiry groups' }).scrollIntoViewIfNeeded()
  await window.waitForTimeout(400)
}

/** A wizard with a password that contains its expiry. */
async function enterToken(stage: Stage): Promise<void> {
  const { window } = stage
  await openSandbox(stage)
  await window.getByRole('button', { name: 'New credential' }).first().click()
  await window.getByRole('menuitem', { name: /^Docker registry/ }).click()
  const wizard = window.getByRole('dialog', { name: /^New / })
  await wizard.getByRole('textbox', { name: 'Credential name' }).fill('Model registry')
  const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url')
  const exp = Math.floor(Date.now() / 86_400_000) * 86_400 + 21 * 86_400
  const token = `${part({})}.${part({ exp })}.demo`
  await wizard.getByRole('textbox', { name: 'Password', exact: true }).fill(token)
  const use = wizard.getByRole('button', { name: 'Use it' })
  await use.waitFor()
  await use.scrollIntoViewIfNeeded()
  await window.waitForTimeout(400)
}

async function openNotifications(stage: Stage): Promise<void> {
  const { window } = stage
  await live(stage)
  await window.getByRole('link', { name: 'Settings' }).click()
  await window.getByRole('region', { name: 'Notifications' }).scrollIntoViewIfNeeded()
  await window.waitForTimeout(300)
}

/** A credential that was just renamed. */
async function renamed(stage: Stage): Promise<void> {
  const { window } = stage
  await openSandbox(stage)
  await window.getByText('Backup bucket', { exact: true }).first().click()
  const panel = window.getByRole('region', { name: 'Backup bucket', exact: true })
  await panel.getByRole('button', { name: 'Rename…' }).click()
  const dialog = window.locator('[aria-modal=true]')
  await dialog.getByRole('textbox', { name: 'Credential name' }).fill('Velero backups')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await window.getByRole('button', { name: 'Undo' }).waitFor()
  await window.waitForTimeout(1200)
}

/** The history of a credential that was renamed. */
async function showHistory(stage: Stage): Promise<void> {
  const { window } = stage
  await renamed(stage)
  await window
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('button', { name: /^History/ })
    .click()
  await window.waitForTimeout(600)
}

/** Someone else changes a credential while it is being renamed. */
async function conflict(stage: Stage): Promise<void> {
  const { window, cluster } = stage
  const told = 'artifactory.halden.io, read only'
  const describe = (text: string) =>
    cluster.kubectl([
      ...['annotate', '--overwrite', 'secret', 'dockerregistry-artifactory-pull', '-n', 'runai'],
      `credenza.app/description=${text}`,
    ])
  // The previous picture left its text.
  await describe(told)
  await live(stage)
  await window.getByText('Artifactory pull', { exact: true }).first().click()
  const panel = window.getByRole('region', { name: 'Artifactory pull', exact: true })
  await panel.getByRole('button', { name: 'Rename…' }).click()
  const dialog = window.locator('[aria-modal=true]')
  await dialog.getByRole('textbox', { name: 'Credential name' }).fill('Artifactory base images')
  await describe('Pull only, for all teams')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByRole('button', { name: 'Use mine' }).waitFor()
  await window.waitForTimeout(300)
}

/** When credentials expire, and what is shown about what was done to them. */
export const expiryScenes: Scene[] = [
  { name: 'expiries', ...sandbox, show: openExpiries },
  { name: 'expiries-small', ...sandbox, size: small, show: openExpiries },
  { name: 'wizard-expiry', ...sandbox, show: enterToken },
  { name: 'wizard-expiry-small', ...sandbox, size: small, show: enterToken },
  { name: 'settings-notifications', show: openNotifications },
  { name: 'life-undo', ...sandbox, show: renamed },
  { name: 'life-undo-small', ...sandbox, size: small, show: renamed },
  { name: 'details-history', ...sandbox, show: showHistory },
  { name: 'life-conflict', show: conflict },
  { name: 'life-conflict-small', size: small, show: conflict },
]
