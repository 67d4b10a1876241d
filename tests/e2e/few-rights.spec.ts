import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Cluster, PolicyRule } from '../cluster/cluster.ts'
import { startFaultyProxy } from '../cluster/faulty-proxy.ts'
import { kubeconfigText } from '../cluster/kubeconfig.ts'
import { expect, rowOf, rows, test } from './application.ts'
import { registeredSecrets } from './secrets-made-by-kubectl.ts'

const mayRead: PolicyRule[] = [{ resources: ['secrets'], verbs: ['get', 'list', 'watch'] }]
const mayListNamespaces: PolicyRule[] = [{ resources: ['namespaces'], verbs: ['get', 'list', 'watch'] }]

const status = (window: Page) => window.getByRole('contentinfo')
const credentialOf = (namespace: string) => `Credential of ${namespace}`

/** Namespaces with a project and one credential each. */
async function projects(cluster: Cluster, count: number): Promise<string[]> {
  const namespaces = await Promise.all(
    Array.from({ length: count }, (_, at) => cluster.namespace('runai-few', { 'runai/queue': `few-${at}` })),
  )
  await registeredSecrets(
    cluster,
    namespaces.map((namespace) => ({
      namespace,
      name: 'few',
      credential: { credential: credentialOf(namespace), origin: 'existing' },
    })),
  )
  return namespaces
}

const inEach = (namespaces: readonly string[]) =>
  Object.fromEntries(namespaces.map((namespace) => [namespace, mayRead]))

/** A kubeconfig of a user whose context names a namespace. */
async function kubeconfigIn(cluster: Cluster, namespace: string, token: string): Promise<string> {
  const path = join(cluster.folder, `few-${namespace}.kubeconfig`)
  const ca = Buffer.from(cluster.caData ?? '', 'base64').toString()
  const parts = { name: 'few', server: cluster.server, ...(ca === '' ? {} : { ca }), user: { token } }
  await writeFile(path, kubeconfigText({ ...parts, namespace }), { mode: 0o600 })
  return path
}

test('a user who may read three projects sees their credentials, how many there are, and which ones refuse', async ({
  open,
  cluster,
}) => {
  const all = await projects(cluster, 5)
  const readable = all.slice(0, 3)
  const refused = all.slice(3)
  const user = await cluster.user('three', {
    clusterRules: mayListNamespaces,
    namespaceRules: inEach(readable),
  })
  const { window } = await open({ kubeconfig: user.kubeconfig })
  await expect(status(window)).toContainText('Live')
  await expect(window.getByRole('main').getByText(/^You can read 3 of \d+ projects\./)).toBeVisible()
  await expect(status(window)).toContainText('3 credentials in 3 projects')
  await expect(status(window)).toContainText('Read-only account')
  for (const namespace of readable) await expect(rowOf(window, credentialOf(namespace))).toBeVisible()
  await expect(rows(window)).toHaveCount(3)

  await window.getByRole('button', { name: 'Show permissions' }).press('Enter')
  const shown = window.getByRole('dialog', { name: 'Namespaces that can’t be read' })
  for (const namespace of refused) await expect(shown.getByText(namespace, { exact: true })).toBeAttached()
  for (const namespace of readable) await expect(shown.getByText(namespace, { exact: true })).toHaveCount(0)
  await window.keyboard.press('Escape')
  await expect(shown).toHaveCount(0)

  // Changes in them are followed.
  const [first = ''] = readable
  await cluster.kubectl(['delete', 'secret', 'few', '-n', first])
  await expect(rowOf(window, credentialOf(first))).toHaveCount(0)
  await expect(window.getByRole('button', { name: 'Choose namespaces…' })).toHaveCount(0)
})

test('the progress of reading is shown from the first namespace on', async ({ open, cluster }) => {
  const all = await projects(cluster, 12)
  const user = await cluster.user('twelve', {
    clusterRules: mayListNamespaces,
    namespaceRules: inEach(all),
  })
  const proxy = await startFaultyProxy(cluster)
  const [last = ''] = all.toSorted().reverse()
  proxy.treat(({ url = '' }) => (url.includes(`/namespaces/${last}/secrets`) ? 'hang' : 'pass'))
  const kubeconfig = join(cluster.folder, 'twelve.kubeconfig')
  await writeFile(kubeconfig, proxy.kubeconfig('twelve', user.token), { mode: 0o600 })
  const { window } = await open({ kubeconfig })
  await expect(rows(window)).toHaveCount(11)
  await expect(window.getByRole('main').getByText(/^Reading namespace \d+ of \d+/)).toBeVisible()
  await expect(window.getByRole('progressbar', { name: 'Namespaces read' })).toBeVisible()
  await expect(status(window)).toContainText('Loading')
  await proxy.stop()
})

test('a user who may not list namespaces names them, and they are remembered', async ({ start, cluster }) => {
  const [first = '', second = '', third = ''] = await projects(cluster, 3)
  const user = await cluster.user('unlisted', { namespaceRules: inEach([first, second]) })
  const kubeconfig = await kubeconfigIn(cluster, first, user.token)
  const { window, home, electron } = await start({ kubeconfig })
  await expect(rowOf(window, credentialOf(first))).toBeVisible()
  await expect(
    window.getByRole('main').getByText(/^You can’t list namespaces\. Credenza reads the 1 namespace/),
  ).toBeVisible()

  await window.getByRole('button', { name: 'Choose namespaces…' }).press('Enter')
  const dialog = window.getByRole('dialog', { name: 'Choose namespaces' })
  const field = dialog.getByRole('textbox', { name: 'Namespaces' })
  await expect(field).toBeFocused()
  await field.fill(`${second}\nTeam_B`)
  await expect(dialog.getByText('“Team_B” isn’t a valid namespace')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Read these namespaces' })).toBeDisabled()
  await field.fill(`${second}\n${third}`)
  await dialog.getByRole('button', { name: 'Read these namespaces' }).press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(rowOf(window, credentialOf(second))).toBeVisible()
  await expect(rowOf(window, credentialOf(first))).toBeVisible()
  await expect(window.getByRole('main').getByText(/Of the 3 namespaces .* you can read 2\./)).toBeVisible()
  await electron.close()

  const again = await start({ kubeconfig, home })
  await expect(rowOf(again.window, credentialOf(second))).toBeVisible()
  await again.window.getByRole('button', { name: 'Choose namespaces…' }).click()
  await expect(again.window.getByRole('textbox', { name: 'Namespaces' })).toHaveValue(`${second}\n${third}`)
})

test('a user who may read nothing sees that, and can name where to look', async ({ open, cluster }) => {
  const [namespace = ''] = await projects(cluster, 1)
  const user = await cluster.user('nothing', { namespaceRules: inEach([namespace]) })
  const { window } = await open({ kubeconfig: user.kubeconfig })
  await expect(window.getByRole('heading', { name: /can’t list secrets/ })).toBeVisible()
  await expect(status(window)).toContainText('Nothing was read')
  await window.getByRole('button', { name: 'Choose namespaces…' }).click()
  await window.getByRole('textbox', { name: 'Namespaces' }).fill(namespace)
  await window.keyboard.press('Control+Enter')
  await expect(rowOf(window, credentialOf(namespace))).toBeVisible()
  await expect(status(window)).toContainText('Live')
})
