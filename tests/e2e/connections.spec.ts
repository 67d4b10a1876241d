import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { NewSecret } from '../../shared/contract/wizard.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { startFaultyProxy } from '../cluster/faulty-proxy.ts'
import { kubeconfigText } from '../cluster/kubeconfig.ts'
import { expect, rowOf, test } from './application.ts'
import { expectNoFaultInBothThemes } from './axe.ts'
import { callBridge } from './bridge.ts'
import { clusters, openSwitcher, switcher } from './contexts-on-page.ts'
import { merged, replaceFile } from './kubeconfigs.ts'
import { ownProject } from './own-project.ts'
import { startPlainServer } from './plain-server.ts'
import { chooseScope, create, openWizard, secretNames, wizardOf } from './wizard-steps.ts'

const writer = {
  clusterRules: [
    { resources: ['secrets'], verbs: ['list', 'watch', 'get', 'create', 'patch'] },
    { resources: ['namespaces'], verbs: ['list', 'watch'] },
  ],
}
const status = (window: Page) => window.getByRole('contentinfo')
const sidebar = (window: Page) => window.getByRole('navigation', { name: 'Main' })
const question = (window: Page) => window.getByRole('alertdialog', { name: /^Connection not / })
const doubt = (window: Page) => window.getByText(/^Is .* the cluster for which you set /)

/** A kubeconfig with one context whose cluster entry has these additional fields. */
function withFields(text: string, fields: object): string {
  const config = JSON.parse(text) as { clusters: { cluster: Record<string, unknown> }[] }
  for (const entry of config.clusters) entry.cluster = { ...entry.cluster, ...fields }
  return JSON.stringify(config)
}

const unverified = (name: string, { server }: Cluster, token: string): string =>
  withFields(kubeconfigText({ name, server, user: { token } }), { 'insecure-skip-tls-verify': true })

async function kept(cluster: Cluster, name: string, content: string): Promise<string> {
  const file = join(cluster.folder, name)
  await writeFile(file, content, { mode: 0o600 })
  return file
}

/** Fills in the wizard for a password in a project. */
async function fill(window: Page, project: string, name: string): Promise<Locator> {
  const wizard = await openWizard(window, 'password')
  await chooseScope(wizard, project)
  await wizard.getByRole('textbox', { name: 'Credential name' }).fill(name)
  await wizard.getByRole('textbox', { name: 'Username' }).fill('robot')
  await wizard.getByRole('textbox', { name: 'Password', exact: true }).fill('FAKE-typed-with-care')
  return wizard
}

/** Presses Tab until this has the focus, like a person without a mouse. */
async function tabTo(window: Page, target: Locator): Promise<void> {
  const isThere = () => target.evaluate((element) => element === document.activeElement)
  for (let pressed = 0; pressed < 60 && !(await isThere()); pressed += 1) await window.keyboard.press('Tab')
  await expect(target).toBeFocused()
}

test('a connection that is not verified is marked, and asked about once for each context before values are sent', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-trust', { 'runai/queue': 'trust' })
  const { token } = await cluster.user('trusting', writer)
  const contexts = ['alpha', 'beta'].map((name) => unverified(name, cluster, token))
  const kubeconfig = await kept(cluster, 'unverified.kubeconfig', merged(...contexts))
  const { window } = await open({ kubeconfig })
  await expect(status(window)).toContainText('Live')
  for (const page of ['Snapshots', 'Settings', 'Credentials']) {
    await sidebar(window).getByRole('link', { name: page }).click()
    await expect(status(window)).toContainText('Not verified')
    await expect(sidebar(window)).toContainText('Not verified')
  }

  const wizard = await fill(window, 'trust', 'Asked first')
  await create(wizard)
  await expect(question(window)).toContainText(new URL(cluster.server).host)
  await expect(question(window).getByRole('button', { name: 'Cancel' })).toBeFocused()
  await window.keyboard.press('Escape')
  await expect(question(window)).toHaveCount(0)
  await expect(wizard).toContainText('Nothing was sent')
  expect(await secretNames(cluster, namespace)).toEqual([])
  await expect(wizard.getByRole('textbox', { name: 'Credential name' })).toHaveValue('Asked first')
  await expect(wizard.getByRole('textbox', { name: 'Username' })).toHaveValue('robot')
  await expect(wizard.getByRole('textbox', { name: 'Password', exact: true })).toHaveValue(
    'FAKE-typed-with-care',
  )

  await create(wizard)
  await tabTo(window, question(window).getByRole('button', { name: 'Send anyway' }))
  await window.keyboard.press('Enter')
  await expect(wizardOf(window)).toHaveCount(0)
  await expect(rowOf(window, 'Asked first')).toBeVisible()

  await create(await fill(window, 'trust', 'Not asked again'))
  await expect(wizardOf(window)).toHaveCount(0)
  await expect(rowOf(window, 'Not asked again')).toBeVisible()

  await window.keyboard.press('Control+2')
  await expect(switcher(window)).toContainText('beta')
  await expect(status(window)).toContainText('Live')
  await create(await fill(window, 'trust', 'Of the other'))
  await expect(question(window)).toContainText('beta')
  expect(await secretNames(cluster, namespace)).toHaveLength(2)
  await question(window).getByRole('button', { name: 'Send anyway' }).press('Enter')
  await expect(wizardOf(window)).toHaveCount(0)
  expect(await secretNames(cluster, namespace)).toHaveLength(3)
})

test('a connection that is not encrypted is marked and asked about, and no sign-in is sent over it', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-plain', { 'runai/queue': 'plain' })
  const { token } = await cluster.user('plain', writer)
  const plain = await startPlainServer(cluster, token)
  const far = kubeconfigText({ name: 'far', server: 'http://k8s.example:8080', user: { token: 'secret' } })
  const near = kubeconfigText({ name: 'near', server: plain.address, user: { token: 'secret' } })
  const kubeconfig = await kept(
    cluster,
    'plain.kubeconfig',
    merged(withFields(far, { 'proxy-url': plain.address }), near),
  )
  const { window } = await open({ kubeconfig })
  await expect(status(window)).toContainText('Live')
  await expect(status(window)).toContainText('Not encrypted')
  await expect(sidebar(window)).toContainText('Not encrypted')
  await openSwitcher(window)
  await expect(clusters(window)).toContainText([/Not encrypted/, /Local, not encrypted/])
  await window.keyboard.press('Escape')

  const posts = () => plain.requests().filter((request) => request.startsWith(`POST /api/v1/namespaces/`))
  const wizard = await fill(window, 'plain', 'Read on the way')
  await create(wizard)
  await expect(question(window)).toContainText('k8s.example:8080')
  await question(window).getByRole('button', { name: 'Cancel' }).press('Enter')
  await expect(wizard).toContainText('Nothing was sent')
  expect(posts()).toEqual([])
  await create(wizard)
  await question(window).getByRole('button', { name: 'Send anyway' }).press('Enter')
  await expect(wizardOf(window)).toHaveCount(0)
  expect(posts()).not.toEqual([])

  // It doesn't leave this machine, so nobody is asked.
  await window.keyboard.press('Control+2')
  await expect(status(window)).toContainText('Local, not encrypted')
  await expect(status(window)).toContainText('Live')
  await create(await fill(window, 'plain', 'Stays here'))
  await expect(wizardOf(window)).toHaveCount(0)
  expect(await secretNames(cluster, namespace)).toHaveLength(2)
  expect(plain.signIns()).toEqual([])
  await plain.stop()
})

// The name, color and read-only mark of one cluster appeared on another with the same name.
test('contexts of one name in two kubeconfigs that lead to other servers do not share a name, a colour and read-only', async ({
  start,
  cluster,
}) => {
  const { token } = await cluster.user('namesakes', writer)
  const [one, two] = [await startFaultyProxy(cluster), await startFaultyProxy(cluster)]
  const files = await Promise.all(
    [one, two].map((proxy, at) =>
      kept(cluster, `namesake-${at}.kubeconfig`, proxy.kubeconfig('prod', token)),
    ),
  )
  const first = await start({ kubeconfig: files[0]! })
  await expect(status(first.window)).toContainText('Live')
  await mark(first.window, { label: 'Production', isReadOnly: true })
  await expect(status(first.window)).toContainText('Read-only')
  await first.electron.close()

  const second = await start({ kubeconfig: files[1]!, home: first.home })
  await expect(status(second.window)).toContainText('Live')
  await expect(status(second.window)).toContainText('Changes allowed')
  await expect(switcher(second.window)).toContainText('prod')
  await expect(switcher(second.window)).not.toContainText('Production')
  await expect(doubt(second.window)).toHaveCount(0)
  await mark(second.window, { label: 'Test', isReadOnly: false })
  await second.electron.close()

  const again = await start({ kubeconfig: files[0]!, home: first.home })
  await expect(status(again.window)).toContainText('Read-only')
  await expect(switcher(again.window)).toContainText('Production')
  for (const proxy of [one, two]) await proxy.stop()
})

/** Names and protects the open cluster by keyboard. */
async function mark(window: Page, { label, isReadOnly }: { label: string; isReadOnly: boolean }) {
  await window.getByRole('button', { name: /Changes allowed|Read-only/ }).press('Enter')
  const dialog = window.getByRole('dialog', { name: 'Cluster settings' })
  await expect(dialog.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused()
  await window.keyboard.type(label)
  if (isReadOnly) await dialog.getByRole('switch', { name: 'Read-only' }).press('Space')
  await dialog.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(switcher(window)).toContainText(label)
}

for (const { answer, isReadOnly, code } of [
  { answer: 'Same cluster', isReadOnly: true, code: 'read-only' },
  { answer: 'Different cluster', isReadOnly: true, code: 'read-only' },
  { answer: 'Different cluster', isReadOnly: false, code: 'mark-unclear' },
])
  test(`a ${isReadOnly ? 'read-only ' : ''}mark whose server changed is asked about before anything is written: ${answer}`, async ({
    open,
    cluster,
  }) => {
    const project = ownProject('project')
    const namespace = await cluster.namespace('runai-moved', { 'runai/queue': project })
    const { token } = await cluster.user('moved', writer)
    const [before, after] = [await startFaultyProxy(cluster), await startFaultyProxy(cluster)]
    const kubeconfig = await kept(cluster, `${namespace}.kubeconfig`, before.kubeconfig('prod', token))
    const { window } = await open({ kubeconfig })
    await expect(status(window)).toContainText('Live')
    await mark(window, { label: 'Production', isReadOnly })
    await expect(doubt(window)).toHaveCount(0)

    await replaceFile(kubeconfig, after.kubeconfig('prod', token))
    await window.getByRole('button', { name: 'Reconnect' }).press('Enter')
    await expect(doubt(window)).toBeVisible()
    await expect(status(window)).toContainText('Live')
    await expect(switcher(window)).not.toContainText('Production')
    await expect(window.getByRole('main')).toContainText(new URL(before.server).host)
    await expect(window.getByRole('button', { name: 'New credential' }).first()).toHaveAttribute(
      'aria-disabled',
      'true',
    )
    await window.keyboard.press('n')
    await expect(window.getByRole('menuitem')).toHaveCount(0)
    const write = (name: string) => callBridge(window, 'wizard', 'create', wanted(project, namespace, name))
    expect(await write('past-the-window')).toMatchObject({ ok: false, failure: { code } })
    expect(await secretNames(cluster, namespace)).toEqual([])

    await tabTo(window, window.getByRole('button', { name: answer }))
    await window.keyboard.press('Enter')
    await expect(doubt(window)).toHaveCount(0)
    const isSame = answer === 'Same cluster'
    await expect(switcher(window)).toContainText(isSame ? 'Production' : 'prod')
    await expect(status(window)).toContainText(isSame ? 'Read-only' : 'Changes allowed')
    expect(await write('answered')).toMatchObject({ ok: !isSame })
    expect(await secretNames(cluster, namespace)).toHaveLength(isSame ? 0 : 1)
    for (const proxy of [before, after]) await proxy.stop()
  })

const wanted = (project: string, namespace: string, name: string): NewSecret => ({
  context: 'prod',
  type: 'password',
  place: { scope: { kind: 'project', id: project }, namespace },
  name,
  description: '',
  dryRun: false,
  kubernetesName: name,
  values: { username: 'robot', password: 'FAKE-value' },
})

for (const size of [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
])
  test(`marks and questions of a connection have no accessibility fault, light and dark, ${size.width} wide`, async ({
    open,
    cluster,
  }) => {
    const project = ownProject('project')
    const namespace = await cluster.namespace('runai-seen', { 'runai/queue': project })
    const { token } = await cluster.user('seen', writer)
    const kubeconfig = await kept(cluster, `${namespace}.kubeconfig`, unverified('prod', cluster, token))
    const { window } = await open({ kubeconfig, size })
    await expect(status(window)).toContainText('Not verified')
    await expect(status(window)).toContainText('Live')
    await expectNoFaultInBothThemes(window)
    await openSwitcher(window)
    await expectNoFaultInBothThemes(window)
    await window.keyboard.press('Escape')

    await create(await fill(window, project, 'Looked at'))
    await expect(question(window)).toBeVisible()
    await expectNoFaultInBothThemes(window)
    await window.keyboard.press('Escape')
    await expect(wizardOf(window)).toContainText('Nothing was sent')
    await expectNoFaultInBothThemes(window)
    await window.keyboard.press('Escape')
    await expect(wizardOf(window)).toHaveCount(0)

    await mark(window, { label: 'Production', isReadOnly: true })
    const proxy = await startFaultyProxy(cluster)
    await replaceFile(kubeconfig, proxy.kubeconfig('prod', token))
    await window.getByRole('button', { name: 'Reconnect' }).click()
    await expect(doubt(window)).toBeVisible()
    await expectNoFaultInBothThemes(window)
    await proxy.stop()
  })
