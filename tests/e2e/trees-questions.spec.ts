import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startFaultyProxy } from '../cluster/faulty-proxy.ts'
import { kubeconfigText } from '../cluster/kubeconfig.ts'
import { expect, rowOf, test } from './application.ts'
import { button, expectHeard, go, page, popup } from './heard.ts'
import { registeredSecret } from './secrets-made-by-kubectl.ts'
import { chooseScope, openWizard } from './wizard-steps.ts'

/* What a screen reader announces of questions and of what has no rows yet, as files in `trees/` like those of trees.spec.ts. */

test('what is asked before a plugin runs, and before values leave on a connection that isn’t safe', async ({
  open,
  cluster,
}) => {
  const program = join(cluster.folder, 'heard-sign-in')
  await writeFile(program, '#!/bin/sh\n', { mode: 0o700 })
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: program,
    args: ['--realm', 'lab'],
    env: [{ name: 'LD_PRELOAD', value: '/opt/halden/lib.so' }],
    interactiveMode: 'Never',
  }
  const asking = join(cluster.folder, 'heard-plugin')
  await writeFile(asking, kubeconfigText({ name: 'lab', server: 'https://127.0.0.1:1', user: { exec } }))
  const plugin = await open({ kubeconfig: asking })
  await expect(button(plugin.window, 'Don’t allow')).toBeFocused()
  await expectHeard(plugin.window, 'consent', popup)
  await plugin.window.keyboard.press('Enter')
  await plugin.window.getByRole('heading', { name: /wants to run/ }).waitFor()
  await expectHeard(plugin.window, 'consent-refused', ['main', 'contentinfo'])

  const namespace = await cluster.namespace('runai-heard', { 'runai/queue': 'heard' })
  const { token } = await cluster.user('heard', {
    clusterRules: [{ resources: ['namespaces'], verbs: ['list', 'watch'] }],
    namespaceRules: { [namespace]: [{ resources: ['secrets'], verbs: ['list', 'watch', 'create'] }] },
  })
  const text = kubeconfigText({ name: 'lab', server: cluster.server, user: { token } })
  const unverified = text.replace('"server":', '"insecure-skip-tls-verify": true, "server":')
  const kubeconfig = join(cluster.folder, 'heard-unverified')
  await writeFile(kubeconfig, unverified)
  const { window } = await open({ kubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  await expectHeard(window, 'connection-not-verified', ['navigation'])
  const wizard = await openWizard(window, 'password')
  await chooseScope(wizard, 'heard')
  await wizard.getByRole('textbox', { name: 'Credential name' }).fill('Heard')
  await wizard.getByRole('textbox', { name: 'Username' }).fill('robot')
  await wizard.getByRole('textbox', { name: 'Password', exact: true }).fill('FAKE-heard')
  await wizard.getByRole('button', { name: /^Create/ }).press('Enter')
  await window.getByRole('alertdialog').waitFor()
  await expectHeard(window, 'connection-question', ['alertdialog'])
})

test('what takes time, what is empty, and what resets the sandbox', async ({ start, open, cluster }) => {
  const namespace = await cluster.namespace('runai-nothing', { 'runai/queue': 'nothing' })
  const { token } = await cluster.user('nothing', {
    clusterRules: [{ resources: ['namespaces'], verbs: ['list', 'watch'] }],
    namespaceRules: {
      [namespace]: [{ resources: ['secrets'], verbs: ['list', 'watch', 'create', 'patch'] }],
    },
  })
  const proxy = await startFaultyProxy(cluster)
  proxy.treat(() => 'hang')
  const kubeconfig = join(cluster.folder, 'heard-nothing')
  await writeFile(kubeconfig, proxy.kubeconfig('lab', token))
  // A shared application has the changes that earlier tests made.
  const { window } = await start({ kubeconfig })
  await button(window, 'Cancel').waitFor()
  await expectHeard(window, 'connecting', ['main', 'contentinfo'])
  await button(window, 'Cancel').press('Enter')
  await expectHeard(window, 'connecting-stopped', page)
  proxy.treat(() => 'pass')
  await button(window, 'Try again').press('Enter')
  await window.getByRole('heading', { name: /^No credentials/ }).waitFor()
  await expectHeard(window, 'credentials-empty', page)
  await go(window, 'Secrets')
  await window.getByRole('heading', { level: 2 }).waitFor()
  await expectHeard(window, 'secrets-empty', page)
  await go(window, 'Activity')
  await window.getByRole('heading', { level: 2 }).waitFor()
  await expectHeard(window, 'activity-empty', page)
  await proxy.stop()

  const sandbox = await open({ isSandbox: true })
  await go(sandbox.window, 'Settings')
  await button(sandbox.window, 'Reset sandbox…').press('Enter')
  await expectHeard(sandbox.window, 'sandbox-reset', popup)
})

test('a list that is still loading', async ({ open, cluster }) => {
  const read = await cluster.namespace('runai-read', { 'runai/queue': 'read' })
  const held = await cluster.namespace('runai-held', { 'runai/queue': 'held' })
  const credential = { credential: 'Early', 'created-by': 'p.raman', 'rotated-at': '2024-01-01T00:00:00Z' }
  await registeredSecret(cluster, { namespace: read, name: 'early', credential })
  const rules = [{ resources: ['secrets'], verbs: ['list', 'watch'] }]
  const { token } = await cluster.user('loading', {
    clusterRules: [{ resources: ['namespaces'], verbs: ['list', 'watch'] }],
    namespaceRules: { [read]: rules, [held]: rules },
  })
  const proxy = await startFaultyProxy(cluster)
  proxy.treat(({ url = '' }) => (url.includes(`/namespaces/${held}/secrets`) ? 'hang' : 'pass'))
  const kubeconfig = join(cluster.folder, 'heard-loading')
  await writeFile(kubeconfig, proxy.kubeconfig('lab', token))
  const { window } = await open({ kubeconfig })
  await rowOf(window, 'Early').waitFor()
  await expectHeard(window, 'credentials-loading', ['main', 'contentinfo'])
  await proxy.stop()
})
