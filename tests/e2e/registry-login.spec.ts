import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { createAuthority } from '../cluster/certificates.ts'
import { pushImage } from '../registry/push-image.ts'
import { robot, startRegistry, type RunningRegistry } from '../registry/start-registry.ts'
import { expect, rowOf, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import { ownProject } from './own-project.ts'
import { chooseScope, create, openWizard } from './wizard-steps.ts'

test.skip(process.platform !== 'linux', 'the registry is Debian’s')

const authority = createAuthority('registries')
let registry: RunningRegistry
test.beforeAll(async () => {
  registry = await startRegistry(authority.issue({ name: '127.0.0.1', hosts: ['127.0.0.1'] }))
  const login = Buffer.from(`${robot.username}:${robot.password}`).toString('base64')
  await pushImage({
    ...{ port: registry.port, ca: authority.certificate },
    ...{ authorization: `Basic ${login}`, image: 'team/base:1' },
  })
})
test.afterAll(() => registry.stop())

const address = () => `127.0.0.1:${registry.port}`

/** Presses Tab until something has the focus. What is in between depends on what is shown. */
async function tabTo(window: Page, wanted: Locator): Promise<void> {
  const isThere = () => wanted.evaluate((element) => element === document.activeElement)
  for (let stops = 0; stops < 15 && !(await isThere()); stops += 1) await window.keyboard.press('Tab')
  await expect(wanted).toBeFocused()
}

async function expectNoPassword(window: Page): Promise<void> {
  const page = await window.evaluate(() => document.documentElement.outerHTML)
  expect(page).not.toContain(robot.password)
}

test('a login is tested by keyboard in the wizard, and as it is in its secret in the details', async ({
  start,
  cluster,
}) => {
  const project = ownProject('login-test')
  await cluster.namespace('login', { 'runai/queue': project })
  const { window, home, choose } = await start({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const wizard = await openWizard(window, 'docker-registry')
  await chooseScope(wizard, project)
  await wizard.getByRole('textbox', { name: 'Credential name' }).fill('Tested login')
  const testLogin = wizard.getByRole('button', { name: 'Test login' })

  await testLogin.focus()
  await window.keyboard.press('Enter')
  await expect(wizard.getByRole('textbox', { name: 'Username' })).toBeFocused()
  await expectNoFault(window)

  await window.keyboard.type(robot.username)
  await tabTo(window, wizard.getByRole('textbox', { name: 'Password' }))
  await window.keyboard.type('FAKE-wrong-password')
  await tabTo(window, wizard.getByRole('textbox', { name: 'Registry URL' }))
  await window.keyboard.type(address())
  await tabTo(window, testLogin)
  await window.keyboard.press('Enter')
  await expect(wizard.getByText(`The certificate of ${address()} isn’t trusted`)).toBeVisible()
  await expect(wizard.getByText('The login wasn’t sent.')).toBeVisible()
  await expectNoFault(window)

  const file = join(home, 'authorities.pem')
  await writeFile(file, authority.certificate)
  await choose(file)
  await tabTo(window, wizard.getByRole('button', { name: 'Trust authorities from a file…' }))
  await window.keyboard.press('Enter')
  await expect(wizard.getByText(`${address()} refused this login`)).toBeVisible()
  await expect(wizard.getByText('from this computer. Cluster nodes')).toBeVisible()

  await wizard.getByRole('textbox', { name: 'Password' }).fill(robot.password)
  await expect(wizard.getByText(`${address()} refused this login`)).toHaveCount(0)
  await wizard.getByRole('textbox', { name: /^Image to pull/ }).focus()
  await window.keyboard.type('team/base:1')
  await window.keyboard.press('Enter')
  await expect(wizard.getByText(`${address()} accepted this login`)).toBeVisible()
  await expect(wizard.getByText('It can pull team/base:1.')).toBeVisible()
  await tabTo(window, wizard.getByRole('button', { name: 'Show requests' }))
  await window.keyboard.press('Enter')
  await expect(wizard.getByText(`HEAD https://${address()}/v2/team/base/manifests/1`)).toHaveCount(2)
  await expectNoFault(window)
  await expectNoPassword(window)

  await create(wizard)
  await expect(wizard).toHaveCount(0)
  await rowOf(window, 'Tested login', project).click()
  const details = window.getByRole('region', { name: 'Tested login', exact: true })
  await details.getByRole('button', { name: 'Test login…' }).focus()
  await window.keyboard.press('Enter')
  const dialog = window.getByRole('dialog', { name: /^Test the login/ })
  await expect(dialog.getByRole('textbox', { name: /^Image/ })).toBeFocused()
  await window.keyboard.type('team/none')
  await tabTo(window, dialog.getByRole('button', { name: 'Test login' }))
  await window.keyboard.press('Enter')
  await expect(dialog.getByText(`${address()} accepted this login`)).toBeVisible()
  await expect(dialog.getByText(/^team\/none:latest doesn’t exist/)).toBeVisible()
  await expectNoFault(window)
  await expectNoPassword(window)
  await window.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})

test('the login of an existing secret is tested in the wizard, and its values stay in the main process', async ({
  start,
  cluster,
}) => {
  const project = ownProject('login-there')
  const namespace = await cluster.namespace('login-there', { 'runai/queue': project })
  const auth = Buffer.from(`${robot.username}:${robot.password}`).toString('base64')
  const config = JSON.stringify({ auths: { [address()]: { ...robot, auth } } })
  await cluster.kubectl(['create', '-f', '-'], {
    input: JSON.stringify({
      ...{ apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/dockerconfigjson' },
      metadata: {
        ...{ name: 'there', namespace },
        labels: { 'run.ai/credentials': 'true', 'run.ai/resource': 'docker-registry' },
      },
      stringData: { '.dockerconfigjson': config },
    }),
  })
  const { window, home, choose } = await start({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const wizard = await openWizard(window, 'docker-registry')
  await chooseScope(wizard, project)
  await wizard.getByText('Existing secret', { exact: true }).click()
  await wizard.getByRole('option', { name: 'there' }).click()
  await wizard.getByRole('textbox', { name: 'Registry URL' }).fill(address())
  const file = join(home, 'authorities.pem')
  await writeFile(file, authority.certificate)
  await choose(file)
  await wizard.getByRole('button', { name: 'Test login' }).press('Enter')
  await wizard.getByRole('button', { name: 'Trust authorities from a file…' }).press('Enter')
  await expect(wizard.getByText(`${address()} accepted this login`)).toBeVisible()
  await expectNoFault(window)
  await expectNoPassword(window)
})

test('a site can forbid it, which the settings show as locked', async ({ start, cluster }) => {
  const policy = join(await mkdtemp(join(tmpdir(), 'credenza-policy-')), 'policy.json')
  await writeFile(policy, '{"canTestLogins":false}')
  const { window } = await start({
    kubeconfig: cluster.adminKubeconfig,
    environment: { CREDENZA_POLICY: policy },
  })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const wizard = await openWizard(window, 'docker-registry')
  await expect(wizard.getByText('Your organization turned off login tests.')).toBeVisible()
  await expect(wizard.getByRole('button', { name: 'Test login' })).toHaveCount(0)
  await expectNoFault(window)
  await window.keyboard.press('Escape')

  await window.keyboard.press('Control+,')
  const toggle = window.getByRole('switch', { name: 'Test registry logins' })
  await expect(toggle).toHaveAttribute('aria-checked', 'false')
  await expect(window.getByText(`Your organization manages this in ${policy}.`)).toBeVisible()
  await toggle.focus()
  await window.keyboard.press('Space')
  await expect(toggle).toHaveAttribute('aria-checked', 'false')
  await expect(toggle).toHaveAttribute('aria-disabled', 'true')
  await expectNoFault(window)
})
