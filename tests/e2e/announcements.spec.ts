import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startFaultyProxy, statusAnswer } from '../cluster/faulty-proxy.ts'
import { kubeconfigText } from '../cluster/kubeconfig.ts'
import { recordAnnouncements, timesOf } from './announcements.ts'
import { expect, rowOf, rows, searchField, test, text } from './application.ts'
import { merged, replaceFile } from './kubeconfigs.ts'
import { registeredSecrets } from './secrets-made-by-kubectl.ts'
import { box, dialog, showUnregistered, unregisteredSecrets } from './secrets-on-page.ts'
import { exportedRow, openByDialog, writeExport } from './snapshots-on-page.ts'

test('a change of the kubeconfig is heard once, when its note appears', async ({ open, cluster }) => {
  const user = await cluster.user('announced', {
    clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch'] }],
  })
  const kubeconfig = join(cluster.folder, 'announced.kubeconfig')
  await writeFile(kubeconfig, await text(user.kubeconfig), { mode: 0o600 })
  const { window } = await open({ kubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const told = await recordAnnouncements(window)
  const other = { name: 'other', server: cluster.server, user: { token: 'FAKE-token' } }
  await replaceFile(kubeconfig, kubeconfigText(other))
  await expect(window.getByText('is no longer in the kubeconfig.')).toBeVisible()
  await expect.poll(async () => timesOf(await told(), 'is no longer in the kubeconfig')).toBe(1)
})

test('the secrets that a choice leaves out are heard', async ({ open, cluster }) => {
  const namespace = await cluster.namespace('runai-announced', { 'runai/queue': 'announced' })
  await unregisteredSecrets(cluster, namespace, ['login'])
  const login = [
    '--docker-server=registry.example',
    '--docker-username=robot',
    '--docker-password=FAKE-value',
  ]
  await cluster.kubectl(['create', 'secret', 'docker-registry', 'registry', '-n', namespace, ...login])
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await showUnregistered(window, namespace)
  for (const name of ['login', 'registry']) await box(rowOf(window, name)).click()
  await window.getByRole('button', { name: 'Register…' }).click()
  const told = await recordAnnouncements(window)
  await dialog(window)
    .getByRole('radio', { name: /^Docker registry/ })
    .press('Space')
  await expect(dialog(window)).toContainText('1 of 2 secrets is left out')
  await expect.poll(async () => timesOf(await told(), '1 of 2 secrets is left out')).toBe(1)
})

test('what uses a credential, and what can’t be seen, is heard when the search ends', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-use-told', { 'runai/queue': 'use-told' })
  await registeredSecrets(cluster, [
    { namespace, name: 'used', credential: { credential: `Used in ${namespace}`, origin: 'existing' } },
  ])
  const user = await cluster.user('heard-use', {
    clusterRules: [{ resources: ['namespaces'], verbs: ['get', 'list', 'watch'] }],
    namespaceRules: { [namespace]: [{ resources: ['secrets', 'pods'], verbs: ['get', 'list', 'watch'] }] },
  })
  const { window } = await open({ kubeconfig: user.kubeconfig })
  const told = await recordAnnouncements(window)
  await rowOf(window, namespace).first().locator('[data-column=name]').click()
  const section = window.getByRole('region', { name: 'Used by' })
  await expect(section).toContainText(`You can’t list deployments in ${namespace}.`)
  await expect.poll(async () => timesOf(await told(), 'Nothing you can see uses it.')).toBe(1)
  await expect.poll(async () => timesOf(await told(), 'Couldn’t check everything')).toBe(1)
})

test('how much of a cluster can be read is heard once it is known, but neither each step nor each new project', async ({
  open,
  cluster,
}) => {
  const readable = await cluster.namespace('runai-readable', { 'runai/queue': 'readable' })
  await cluster.namespace('runai-not-readable', { 'runai/queue': 'not-readable' })
  const user = await cluster.user('heard', {
    clusterRules: [{ resources: ['namespaces'], verbs: ['get', 'list', 'watch'] }],
    namespaceRules: { [readable]: [{ resources: ['secrets'], verbs: ['get', 'list', 'watch'] }] },
  })
  const kubeconfig = join(cluster.folder, 'heard.kubeconfig')
  const both = merged(await text(cluster.adminKubeconfig), await text(user.kubeconfig))
  await writeFile(kubeconfig, both, { mode: 0o600 })
  const { window } = await open({ kubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const told = await recordAnnouncements(window)
  await window.keyboard.press('Control+2')
  const extent = window.getByRole('main').getByText(/^You can read 1 of \d+ projects\./)
  await expect(extent).toBeVisible()
  /** A project that someone just made counts as readable until it is read. */
  const heard = async () => (await told()).filter((each) => /^You can read \d+ of/.test(each))
  await expect.poll(heard).toHaveLength(1)
  const before = await extent.innerText()
  await cluster.namespace('runai-readable-not-either', { 'runai/queue': 'readable-not-either' })
  await expect(extent).not.toHaveText(before)
  expect(await heard()).toHaveLength(1)
  expect(timesOf(await told(), 'Reading namespace')).toBe(0)
})

test('that a new project is read, where everything can be, is not heard and moves nothing', async ({
  open,
  cluster,
}) => {
  const user = await cluster.user('hears-nothing', {
    clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['get', 'list', 'watch'] }],
  })
  const proxy = await startFaultyProxy(cluster)
  const file = join(cluster.folder, 'hears-nothing.kubeconfig')
  await writeFile(file, proxy.kubeconfig('hears-nothing', user.token), { mode: 0o600 })
  const refused = statusAnswer(403, 'Forbidden', 'secrets is forbidden at the cluster scope')
  proxy.treat(({ url = '' }) => (url.startsWith('/api/v1/secrets') ? refused : 'pass'))
  const { window } = await open({ kubeconfig: file })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const told = await recordAnnouncements(window)
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  proxy.treat(({ url = '' }) => {
    if (url.startsWith('/api/v1/secrets')) return refused
    return url.includes('/secrets') ? { after: held } : 'pass'
  })
  await cluster.namespace('runai-read-late', { 'runai/queue': 'read-late' })
  await expect(window.getByRole('contentinfo')).toContainText('Loading')
  await expect(window.getByRole('progressbar', { name: 'Namespaces read' })).toHaveCount(0)
  release()
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  expect(timesOf(await told(), 'Reading namespace')).toBe(0)
  await proxy.stop()
})

test('the problems that a check finds, and the uses of a credential, are heard', async ({ open }) => {
  const { window } = await open({ isSandbox: true })
  await searchField(window).fill('Harbor base images')
  const told = await recordAnnouncements(window)
  await rowOf(window, 'Harbor base images').first().locator('[data-column=name]').click()
  await expect.poll(async () => timesOf(await told(), '2 workloads can’t start, 6 more')).toBe(1)
  // What is only heard doesn’t make the window itself scroll.
  await window.setViewportSize({ width: 1280, height: 560 })
  const room = await window.evaluate(() =>
    ['html', 'body', '#app'].map((selector) => {
      const { scrollHeight, clientHeight } = document.querySelector(selector)!
      return scrollHeight - clientHeight
    }),
  )
  expect(room).toEqual([0, 0, 0])
  const check = window.getByRole('region', { name: 'Check' })
  await check.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(check.getByRole('button', { name: 'Check again' })).toBeVisible()
  const problems = await check.getByRole('list', { name: 'Problems' }).locator('> li').count()
  const outcome = problems === 0 ? 'Its values are valid' : `${problems} problem`
  await expect.poll(async () => timesOf(await told(), outcome)).toBe(1)
})

test('that a list is incomplete is heard once, but not when it tries next', async ({ open, cluster }) => {
  const readable = await cluster.namespace('runai-complete', { 'runai/queue': 'complete' })
  const failing = await cluster.namespace('runai-incomplete', { 'runai/queue': 'incomplete' })
  await registeredSecrets(cluster, [
    { namespace: readable, name: 'there', credential: { credential: `There in ${readable}` } },
  ])
  const rules = [{ resources: ['secrets'], verbs: ['get', 'list', 'watch'] }]
  const { token } = await cluster.user('incomplete', {
    clusterRules: [{ resources: ['namespaces'], verbs: ['get', 'list', 'watch'] }],
    namespaceRules: { [readable]: rules, [failing]: rules },
  })
  const proxy = await startFaultyProxy(cluster)
  try {
    const why = statusAnswer(500, 'InternalError', 'etcdserver: no leader')
    proxy.treat(({ url = '' }) => (url.includes(`/${failing}/secrets`) ? why : 'pass'))
    const kubeconfig = join(cluster.folder, 'incomplete.kubeconfig')
    const both = merged(await text(cluster.adminKubeconfig), proxy.kubeconfig('incomplete', token))
    await writeFile(kubeconfig, both, { mode: 0o600 })
    const { window } = await open({ kubeconfig })
    await expect(window.getByRole('contentinfo')).toContainText('Live')
    const told = await recordAnnouncements(window)
    await window.keyboard.press('Control+2')
    await expect(rowOf(window, `There in ${readable}`)).toBeVisible()
    const next = window.getByRole('main').getByText(/Next try in|Trying now/)
    const seen = new Set<string>()
    await expect.poll(async () => seen.add(await next.innerText()).size).toBeGreaterThan(1)
    await expect.poll(async () => timesOf(await told(), 'The list is incomplete.')).toBe(1)
    expect((await told()).filter((each) => /Next try|Trying now/.test(each))).toEqual([])
  } finally {
    await proxy.stop()
  }
})

test('what expires is heard once, and not again for each credential that expires, too', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-expiring', { 'runai/queue': 'expiring' })
  const make = (names: readonly string[]) =>
    registeredSecrets(
      cluster,
      names.map((name) => ({
        ...{ namespace, name },
        credential: { credential: `${name} in ${namespace}`, 'expires-at': '2020-01-01T00:00:00Z' },
      })),
    )
  await make(['first', 'second'])
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  const note = window.getByText(/^\d+ credentials have expired/)
  await expect(note).toBeVisible()
  const before = await note.innerText()
  const told = await recordAnnouncements(window)
  await make(['third', 'fourth'])
  await expect(note).not.toHaveText(before)
  expect(timesOf(await told(), 'have expired')).toBe(0)
})

test('how many rows of a file were found is heard after a search, but not when they are sorted', async ({
  open,
}) => {
  const application = await open()
  const { window } = application
  const names = ['Harbor robot', 'Ceph keys', 'Zenodo deposit']
  const file = await writeExport(
    application,
    'heard.csv',
    names.map((name) => exportedRow(name)),
  )
  await openByDialog(application, file)
  await expect(rows(window)).toHaveCount(3)
  const told = await recordAnnouncements(window)
  await searchField(window).fill('vision')
  await expect.poll(async () => timesOf(await told(), '3 rows found')).toBe(1)
  await window.getByRole('columnheader', { name: 'Credential' }).getByRole('button').click()
  await expect(rows(window).first()).toContainText('Ceph keys')
  // It would be heard half a second later.
  await window.waitForTimeout(1000)
  expect(timesOf(await told(), '3 rows found')).toBe(1)
  await searchField(window).fill('project')
  await expect.poll(async () => timesOf(await told(), '3 rows found')).toBe(2)
})
