import { createServer } from 'node:net'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { createAuthority } from '../cluster/certificates.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { startFaultyProxy, statusAnswer, type FaultyProxy, type Treatment } from '../cluster/faulty-proxy.ts'
import { kubeconfigText } from '../cluster/kubeconfig.ts'
import { expect, rowOf, searchField, test } from './application.ts'
import { registeredSecret } from './secrets-made-by-kubectl.ts'
import { tryUntilLive } from './try-again.ts'

/** Writes a kubeconfig for this test and returns its path. */
async function kubeconfigFile(cluster: Cluster, name: string, content: string): Promise<string> {
  const path = join(cluster.folder, `states-${name}`)
  await writeFile(path, content, { mode: 0o600 })
  return path
}

test('without a kubeconfig it says where it looked', async ({ open }) => {
  const { window } = await open()
  await expect(window.getByRole('heading', { name: 'No kubeconfig on this computer' })).toBeVisible()
  await expect(window.getByText(join('~', '.kube', 'config'))).toBeVisible()
  await expect(window.getByRole('button', { name: /Open kubeconfig/ })).toBeVisible()
})

test('picks up a kubeconfig that was chosen by the open dialog', async ({ start, cluster }) => {
  const { electron, window } = await start()
  await electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, cluster.adminKubeconfig)
  await window.keyboard.press('Control+o')
  await expect(window.getByRole('contentinfo')).toContainText('Live')
})

const brokenFiles: [string, string, RegExp][] = [
  ['half-written', 'apiVersion: v1\nclusters:\n- cluster:\n    server: "https://1', /Line \d/],
  ['no-yaml', '{"contexts": [', /Line \d/],
  ['wrong-type', 'contexts: 7\n', /contexts/],
  ['wrong-field', 'contexts:\n- name: a\n  context: {cluster: [1]}\n', /contexts\[0\]\.context\.cluster/],
]
for (const [name, content, words] of brokenFiles) {
  test(`names the file and the place in a kubeconfig that is ${name}`, async ({ open, cluster }) => {
    const kubeconfig = await kubeconfigFile(cluster, name, content)
    const { window } = await open({ kubeconfig })
    await expect(window.getByRole('heading', { name: 'Can’t use the kubeconfig' })).toBeVisible()
    await expect(window.getByRole('main')).toContainText(`Can’t read ${kubeconfig}`)
    await expect(window.getByRole('main')).toContainText(words)
  })
}

test('says which file is unreadable', async ({ open, cluster }) => {
  test.skip(process.platform === 'win32', 'a file has no mode there')
  const folder = join(cluster.folder, 'states-folder')
  await mkdir(folder, { recursive: true })
  const { window } = await open({ kubeconfig: folder })
  await expect(window.getByRole('main')).toContainText(folder)
})

test('says which file is missing', async ({ open, cluster }) => {
  const missing = join(cluster.folder, 'states-none')
  const { window } = await open({ kubeconfig: missing })
  await expect(window.getByRole('main')).toContainText(missing)
})

test('says that a file is empty', async ({ open, cluster }) => {
  const kubeconfig = await kubeconfigFile(cluster, 'empty', '')
  const { window } = await open({ kubeconfig })
  await expect(window.getByRole('main')).toContainText(/no context|Which cluster/i)
})

test('lists the existing contexts when another was asked for', async ({ open, cluster }) => {
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig, context: 'prod' })
  await expect(window.getByRole('heading', { name: 'There is no context prod' })).toBeVisible()
  await expect(window.getByRole('main')).toContainText('admin')
})

test('names what a context points to and no file defines', async ({ open, cluster }) => {
  const content = JSON.stringify({
    contexts: [{ name: 'lost', context: { cluster: 'nowhere', user: 'nobody' } }],
    'current-context': 'lost',
  })
  const { window } = await open({ kubeconfig: await kubeconfigFile(cluster, 'lost', content) })
  await expect(window.getByRole('heading', { name: 'The context lost refers to an undefined' })).toBeVisible()
  await expect(window.getByRole('main')).toContainText('nowhere')
})

const answers: [string, Treatment, RegExp, RegExp][] = [
  [
    '401',
    statusAnswer(401, 'Unauthorized', 'token has expired'),
    /refused the (sign-in|token)/,
    /token has expired/,
  ],
  [
    '403',
    statusAnswer(403, 'Forbidden', 'secrets is forbidden'),
    /can’t list secrets/,
    /secrets is forbidden/,
  ],
  [
    '404',
    statusAnswer(404, 'NotFound', 'the server could not find it'),
    /doesn’t exist|refused/,
    /could not find/,
  ],
  [
    '429',
    { status: 429, headers: { 'retry-after': '7' }, body: 'slow down' },
    /limiting requests/,
    /Retrying lists in/,
  ],
  ['500', statusAnswer(500, 'InternalError', 'etcdserver: no leader'), /internal error/, /no leader/],
  [
    'a proxy’s page',
    { status: 200, headers: { 'content-type': 'text/html' }, body: '<html><script>alert(1)</script></html>' },
    /isn’t a Kubernetes cluster/,
    /text\/html/,
  ],
  [
    'garbage',
    { status: 200, headers: { 'content-type': 'application/json' }, body: '{"kind":"Table","rows":[{]' },
    /Can’t read the answer/,
    /./,
  ],
  ['a closed connection', 'reset', /closed the connection/, /./],
]
for (const [name, treatment, title, words] of answers) {
  test(`reports an answer of ${name} in words`, async ({ open, cluster }) => {
    const { token } = await cluster.user('answers', {
      clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch'] }],
    })
    const proxy = await startFaultyProxy(cluster)
    proxy.treat(() => treatment)
    const kubeconfig = await kubeconfigFile(
      cluster,
      `answer-${name}`.replaceAll(/\W/g, ''),
      proxy.kubeconfig('faulty', token),
    )
    const { window } = await open({ kubeconfig })
    await expect(window.getByRole('heading', { name: title })).toBeVisible()
    await expect(window.getByRole('main')).toContainText(words)
    await expect(window.locator('body')).not.toContainText(token)
    // It works: retrying with a cluster that answers again leads to the table.
    proxy.treat(() => 'pass')
    await tryUntilLive(window)
    await proxy.stop()
  })
}

test('picks up a kubeconfig that was fixed after its token was refused', async ({ open, cluster }) => {
  const { token } = await cluster.user('mended', {
    clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch'] }],
  })
  const caData = { ca: Buffer.from(cluster.caData ?? '', 'base64').toString() }
  const content = (used: string) =>
    kubeconfigText({ name: 'mended', server: cluster.server, ...caData, user: { token: used } })
  const kubeconfig = await kubeconfigFile(cluster, 'mended', content('old-token'))
  const { window } = await open({ kubeconfig })
  await expect(window.getByRole('heading', { name: /refused the (sign-in|token) of mended/ })).toBeVisible()
  await writeFile(kubeconfig, content(token))
  await tryUntilLive(window)
})

test('reports a certificate of another authority', async ({ open, cluster }) => {
  const other = createAuthority('another authority')
  const untrusted = kubeconfigText({
    name: 'untrusted',
    server: cluster.server,
    ca: other.certificate,
    user: { token: 'x' },
  })
  const first = await open({ kubeconfig: await kubeconfigFile(cluster, 'untrusted', untrusted) })
  await expect(first.window.getByRole('heading', { name: /certificate of .* isn’t trusted/ })).toBeVisible()
})

test('reports an expired client certificate with its date', async ({ open, cluster }) => {
  if (cluster.certificateUser === undefined) throw new Error('only a cluster of our own issues certificates')
  const notAfter = new Date(Date.now() - 86_400_000)
  const kubeconfig = cluster.certificateUser({ name: 'late', notAfter })
  const { window } = await open({ kubeconfig })
  await expect(window.getByRole('heading', { name: /certificate of .* has expired/ })).toBeVisible()
})

test('reports a server that accepts and never answers, and can be cancelled before', async ({
  open,
  cluster,
}) => {
  const silent = createServer(() => undefined)
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const server = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
  const content = kubeconfigText({ name: 'silent', server, user: { token: 'x' } })
  const { window } = await open({ kubeconfig: await kubeconfigFile(cluster, 'silent', content) })
  await expect(window.getByRole('heading', { name: 'Connecting to silent' })).toBeVisible()
  await window.getByRole('button', { name: 'Cancel' }).click()
  await expect(window.getByRole('heading', { name: /Stopped/ })).toBeVisible()
  await window.getByRole('button', { name: 'Try again' }).click()
  await expect(window.getByRole('heading', { name: /isn’t responding/ })).toBeVisible()
  silent.close()
})

const plugins: [string, string, RegExp][] = [
  ['is missing', 'credenza-no-such-plugin', /plugin credenza-no-such-plugin is missing/],
  ['fails', 'echo "no session, run login" >&2; exit 3', /failed/],
  ['prints rubbish', 'echo hello', /Can’t use the output/],
]
for (const [name, script, title] of plugins) {
  test(`reports a sign-in plugin that ${name}`, async ({ start, cluster }) => {
    test.skip(process.platform === 'win32', 'the plugins of this test are shell scripts')
    const missing = script.startsWith('credenza-')
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: missing ? script : 'sh',
      args: missing ? [] : ['-c', script],
      interactiveMode: 'Never',
    }
    const content = kubeconfigText({ name: 'plugin', server: cluster.server, user: { exec } })
    const { window } = await start({
      kubeconfig: await kubeconfigFile(cluster, `plugin-${name.replaceAll(' ', '-')}`, content),
    })
    // There is nothing to ask about if it is missing.
    if (!missing)
      await window.getByRole('alertdialog').getByRole('button', { name: 'Allow', exact: true }).click()
    await expect(window.getByRole('heading', { name: title })).toBeVisible()
    if (name === 'fails') await expect(window.getByRole('main')).toContainText('no session, run login')
  })
}

// F5 on a slow cluster showed no progress, and elsewhere the progress cut off names.
test('reading again on a slow cluster shows a sign that moves nothing', async ({ open, cluster }) => {
  const namespace = await cluster.namespace('runai-slow', { 'runai/queue': 'slow' })
  const name = `slow of ${namespace}`
  await registeredSecret(cluster, { namespace, name: 'slow', credential: { credential: name } })
  const proxy = await startFaultyProxy(cluster)
  const { window } = await open({ kubeconfig: await throughProxy(cluster, proxy, 'slow') })
  await searchField(window).fill(namespace)
  await expect(rowOf(window, name)).toBeVisible()
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const sign = window.getByRole('progressbar', { name: 'Reading the list of credentials' })
  await expect(sign).toHaveCount(0)
  const places = async () => [
    await rowOf(window, name).boundingBox(),
    await window.getByRole('heading', { name: 'Credentials', exact: true }).boundingBox(),
    await searchField(window).boundingBox(),
  ]
  const before = await places()

  proxy.treat(({ url = '' }) => (url.includes('/secrets') ? 'hang' : 'pass'))
  await window.keyboard.press('F5')
  await expect(sign).toBeVisible()
  expect(await places()).toEqual(before)
  await expect(rowOf(window, name)).toContainText(name)
  await proxy.stop()
})

test('keeps its rows while the cluster is away, says so, and is right again afterwards', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-away', { 'runai/queue': 'away' })
  const make = async (name: string) => {
    await registeredSecret(cluster, {
      namespace,
      name,
      credential: { credential: `${name} of ${namespace}` },
    })
  }
  await make('before')
  const proxy = await startFaultyProxy(cluster)
  const { window } = await open({ kubeconfig: await throughProxy(cluster, proxy, 'away') })
  await searchField(window).fill(namespace)
  await expect(rowOf(window, `before of ${namespace}`)).toBeVisible()
  await expect(window.getByRole('contentinfo')).toContainText('Live')

  proxy.treat(() => 'reset')
  proxy.cutAll()
  await expect(window.getByText(/Connection lost/)).toBeVisible()
  await expect(window.getByRole('contentinfo')).toContainText('Reconnecting')
  await expect(rowOf(window, `before of ${namespace}`)).toBeVisible()
  await make('meanwhile')
  await cluster.kubectl(['delete', 'secret', 'before', '-n', namespace])
  proxy.treat(() => 'pass')
  await tryUntilLive(window)
  await expect(rowOf(window, `meanwhile of ${namespace}`)).toBeVisible()
  await expect(rowOf(window, `before of ${namespace}`)).toHaveCount(0)
  await proxy.stop()
})

async function throughProxy(cluster: Cluster, proxy: FaultyProxy, name: string): Promise<string> {
  const { token } = await cluster.user(name, {
    clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch'] }],
  })
  return kubeconfigFile(cluster, name, proxy.kubeconfig(name, token))
}
