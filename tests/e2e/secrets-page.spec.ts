import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startFaultyProxy } from '../cluster/faulty-proxy.ts'
import { cell, expect, rowOf, rows, test } from './application.ts'
import { claimByKubectl, registeredSecret, registeredSecrets } from './secrets-made-by-kubectl.ts'
import {
  box,
  dialog,
  foreign,
  numbered,
  openSecrets,
  part,
  registeredIn,
  registerSelected,
  resultOf,
  secretOf,
  showUnregistered,
  unregisteredSecrets,
} from './secrets-on-page.ts'

test('a click registers a secret with exactly the labels of its project, and it is unused then', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-register', { 'runai/queue': 'register' })
  await unregisteredSecrets(cluster, namespace, ['s3-import', 'other'])
  const before = await secretOf(cluster, namespace, 's3-import')
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await showUnregistered(window, namespace)
  await expect(rows(window)).toHaveCount(2)
  await box(rowOf(window, 's3-import')).click()
  await registerSelected(window, 'Access key')
  await expect(resultOf(window, 's3-import')).toContainText('Registered')
  await window.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(rows(window)).toHaveCount(1)

  const after = await secretOf(cluster, namespace, 's3-import')
  expect(after.metadata.labels).toEqual({
    ...foreign.labels,
    'run.ai/credentials': 'true',
    'run.ai/resource': 'access-key',
  })
  expect(after.metadata.annotations).toEqual(foreign.annotations)
  expect([after.type, after.data]).toEqual([before.type, before.data])
  await part(window, 'Unused').click()
  await window.getByRole('textbox', { name: 'Search secrets' }).fill(namespace)
  await expect(cell(rowOf(window, 's3-import'), 'scope')).toHaveText('Project: register')
})

test('unregistering removes the labels of Run:ai and nothing else', async ({ open, cluster }) => {
  const namespace = await cluster.namespace('runai-unregister', { 'runai/queue': 'unregister' })
  const secret = { namespace, name: `leaving-${namespace}` }
  await registeredSecret(cluster, secret)
  await cluster.kubectl(['label', 'secret', secret.name, '-n', namespace, 'team=imaging'])
  await cluster.kubectl(['annotate', 'secret', secret.name, '-n', namespace, 'example.com/owner=h.yamada'])
  const before = await secretOf(cluster, namespace, secret.name)
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await openSecrets(window)
  await window.getByRole('textbox', { name: 'Search secrets' }).fill(namespace)
  await box(rowOf(window, secret.name)).click()
  await window.getByRole('button', { name: 'Unregister…' }).click()
  await expect(dialog(window)).toContainText(
    'You can no longer choose it for a credential. The secret itself stays.',
  )
  await expect(window.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await dialog(window).getByRole('button', { name: 'Unregister', exact: true }).click()
  await expect(resultOf(window, secret.name)).toContainText('Unregistered')
  await expect(window.getByRole('button', { name: 'Close', exact: true })).toBeFocused()
  await window.keyboard.press('Enter')
  await expect(rowOf(window, secret.name)).toHaveCount(0)

  const after = await secretOf(cluster, namespace, secret.name)
  expect(after.metadata.labels).toEqual({ team: 'imaging' })
  expect(after.metadata.annotations).toEqual(before.metadata.annotations)
  expect([after.type, after.data]).toEqual([before.type, before.data])
})

test('in the cluster’s namespace the cluster or a department is chosen', async ({ start, cluster }) => {
  const namespace = await cluster.namespace('runai-own')
  await unregisteredSecrets(cluster, namespace, ['for-all', 'for-research'])
  const home = await mkdtemp(join(cluster.folder, 'own-namespace-'))
  await mkdir(join(home, 'user-data'))
  await writeFile(join(home, 'user-data', 'settings.json'), JSON.stringify({ runaiNamespace: namespace }))
  const { window } = await start({ kubeconfig: cluster.adminKubeconfig, home })
  await openSecrets(window)
  await part(window, 'Unregistered').click()
  await window.getByRole('button', { name: 'Choose a namespace…' }).click()
  await window.getByRole('menuitem', { name: `Cluster and departments ${namespace}` }).click()

  await box(rowOf(window, 'for-all')).click()
  await registerSelected(window, 'Username and password')
  await window.getByRole('button', { name: 'Close', exact: true }).click()
  await box(rowOf(window, 'for-research')).click()
  await window.getByRole('button', { name: 'Register…' }).click()
  await dialog(window).getByText('Department', { exact: true }).click()
  await dialog(window).getByText('Username and password', { exact: true }).click()
  await expect(dialog(window)).toContainText('Enter the department ID.')
  await dialog(window).getByRole('combobox', { name: 'Department ID' }).fill('research')
  await dialog(window).getByRole('button', { name: 'Register', exact: true }).click()
  await expect(resultOf(window, 'for-research')).toContainText('Registered')

  expect((await secretOf(cluster, namespace, 'for-all')).metadata.labels).toEqual({
    ...foreign.labels,
    'run.ai/cluster-wide-credentials': 'true',
    'run.ai/cluster-wide': 'true',
    'run.ai/resource': 'password',
  })
  expect((await secretOf(cluster, namespace, 'for-research')).metadata.labels).toEqual({
    ...foreign.labels,
    'run.ai/department': 'research',
    'run.ai/resource': 'password',
  })
})

test('thirty are registered at once, with a result for each, and unregistered again', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-thirty', { 'runai/queue': 'thirty' })
  const names = numbered(30)
  await unregisteredSecrets(cluster, namespace, names)
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await showUnregistered(window, namespace)
  await window.getByRole('checkbox', { name: 'Select all shown' }).click()
  await expect(window.getByRole('group', { name: 'Selection' })).toContainText('30 selected')
  await registerSelected(window, 'Username and password')
  await expect(window.getByRole('heading', { name: '30 secrets registered' })).toBeVisible()
  const results = window.getByRole('list', { name: 'Results' })
  await expect(results.getByRole('listitem').first()).toHaveAttribute('aria-setsize', '30')
  expect((await registeredIn(cluster, namespace)).sort()).toEqual(names)
  await window.getByRole('button', { name: 'Close', exact: true }).click()

  await part(window, 'Unused').click()
  await window.getByRole('textbox', { name: 'Search secrets' }).fill(namespace)
  await expect(window.getByRole('grid')).toHaveAttribute('aria-rowcount', '31')
  await rows(window).first().locator('[data-column=kubernetesName]').click()
  await window.keyboard.press('Control+a')
  await window.getByRole('button', { name: 'Unregister…' }).click()
  await window.getByRole('button', { name: 'Unregister 30' }).click()
  await expect(window.getByRole('heading', { name: '30 secrets unregistered' })).toBeVisible()
  expect(await registeredIn(cluster, namespace)).toEqual([])
})

test('cancelling in the middle leaves the rest, says correctly how far it came, and can be continued', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-cancel', { 'runai/queue': 'cancel' })
  await unregisteredSecrets(cluster, namespace, numbered(20))
  const { token } = await cluster.user('registrar', {
    clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch', 'get', 'patch'] }],
  })
  const proxy = await startFaultyProxy(cluster)
  const path = join(cluster.folder, 'secrets-cancel')
  await writeFile(path, proxy.kubeconfig('slow', token), { mode: 0o600 })
  try {
    const { window } = await open({ kubeconfig: path })
    await showUnregistered(window, namespace)
    await window.getByRole('checkbox', { name: 'Select all shown' }).click()
    const cancelled = Promise.withResolvers<undefined>()
    let patches = 0
    proxy.treat(({ method }) => (method === 'PATCH' && ++patches > 3 ? { after: cancelled.promise } : 'pass'))
    await registerSelected(window, 'Access key')
    await expect(window.getByRole('heading', { name: /^Registering [1-9]/ })).toBeVisible()
    await window.keyboard.press('Escape')
    await window.getByRole('button', { name: 'Cancel the rest' }).press('Enter')
    cancelled.resolve(undefined)
    const sum = window.getByRole('heading', { name: /^Cancelled/ })
    await expect(sum).toBeVisible()
    const expectRightSum = () =>
      expect
        .poll(async () => {
          const { length } = await registeredIn(cluster, namespace)
          return (
            (await sum.textContent()) ===
            `Cancelled: ${length} of 20 secrets registered, ${20 - length} not changed`
          )
        })
        .toBe(true)
    // What was under way when it was cancelled has completed, and the list shows it.
    await expectRightSum()
    const registered = await registeredIn(cluster, namespace)
    const left = numbered(20).filter((name) => !registered.includes(name))
    expect(left.length).toBeGreaterThan(1)
    // Somebody else registers one of them.
    const labels = ['run.ai/credentials=true', 'run.ai/resource=access-key']
    await cluster.kubectl(['label', 'secret', left[0] ?? '', '-n', namespace, ...labels])
    await expectRightSum()

    await window.getByRole('button', { name: /^Register the other/ }).click()
    await expect(window.getByRole('heading', { name: '20 secrets registered' })).toBeVisible()
    expect(await registeredIn(cluster, namespace)).toHaveLength(20)
  } finally {
    await proxy.stop()
  }
})

test('no namespace is read before it is chosen, nor after it is left', async ({ open, cluster }) => {
  const namespace = await cluster.namespace('runai-leaving', { 'runai/queue': 'leaving' })
  await unregisteredSecrets(cluster, namespace, ['s3-import'])
  const { token } = await cluster.user('looker', {
    clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch', 'get', 'patch'] }],
  })
  const proxy = await startFaultyProxy(cluster)
  const path = join(cluster.folder, 'secrets-leaving')
  await writeFile(path, proxy.kubeconfig('looked', token), { mode: 0o600 })
  const asked = () => proxy.requests().filter((request) => /namespaces\/[^/]+\/secrets/.test(request)).length
  try {
    const { window } = await open({ kubeconfig: path })
    await openSecrets(window)
    await part(window, 'Unregistered').click()
    await expect(window.getByRole('heading', { name: 'Choose a namespace' })).toBeVisible()
    expect(asked()).toBe(0)
    const before = proxy.openRequests()
    await window.getByRole('button', { name: 'Choose a namespace…' }).click()
    await window.getByRole('menuitem', { name: `leaving ${namespace}` }).click()
    await expect(rowOf(window, 's3-import')).toBeVisible()
    await expect.poll(proxy.openRequests).toBe(before + 1)
    await part(window, 'Unused').click()
    await expect.poll(proxy.openRequests).toBe(before)
  } finally {
    await proxy.stop()
  }
})

test('a secret that was claimed in the meantime is refused, and the others are done', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-meanwhile', { 'runai/queue': 'meanwhile' })
  const names = ['first', 'second']
  await registeredSecrets(
    cluster,
    names.map((name) => ({ namespace, name })),
  )
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await openSecrets(window)
  await window.getByRole('textbox', { name: 'Search secrets' }).fill(namespace)
  await expect(rows(window)).toHaveCount(2)
  await window.getByRole('checkbox', { name: 'Select all shown' }).click()
  await window.getByRole('button', { name: 'Unregister…' }).click()
  await claimByKubectl(
    cluster,
    { namespace, name: 'first' },
    { credential: 'Harbor robot', origin: 'existing', 'created-by': 't.ferreira' },
  )
  await window.getByRole('button', { name: 'Unregister 2' }).click()
  await expect(window.getByRole('heading', { name: '1 of 2 secrets unregistered, 1 failed' })).toBeVisible()
  await expect(resultOf(window, 'first')).toContainText(
    'Became the credential “Harbor robot”, created by t.ferreira',
  )
  await expect(resultOf(window, 'second')).toContainText('Unregistered')
  await expect(window.getByRole('button', { name: /^Try/ })).toHaveCount(0)
  expect(await registeredIn(cluster, namespace)).toEqual(['first'])
})

test('a user who may not patch secrets sees that before trying, with the reason', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-reader', { 'runai/queue': 'reader' })
  await unregisteredSecrets(cluster, namespace, ['s3-import'])
  const { kubeconfig } = await cluster.user('reader', {
    clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch', 'get'] }],
  })
  const { window } = await open({ kubeconfig })
  await showUnregistered(window, namespace)
  await box(rowOf(window, 's3-import')).click()
  const button = window.getByRole('button', { name: 'Register…' })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await expect(button).toHaveAccessibleDescription(
    `You can’t patch secrets in ${namespace}. Ask your administrator for the verb patch on secrets.`,
  )
  await rowOf(window, 's3-import').locator('[data-column=secretType]').click({ button: 'right' })
  const entry = window.getByRole('menuitem', { name: /^Register…/ })
  await expect(entry).toHaveAttribute('aria-disabled', 'true')
  await expect(entry).toContainText('You can’t patch secrets')
})

test('a user who may not list namespaces types one, and what others manage is hidden until asked for', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('typed')
  await unregisteredSecrets(cluster, namespace, ['own-login'])
  await unregisteredSecrets(cluster, namespace, ['sh.helm.release.v1.x.v1'], 'helm.sh/release.v1')
  await unregisteredSecrets(cluster, namespace, ['ingress-cert'], 'kubernetes.io/tls')
  const { kubeconfig } = await cluster.user('no-namespaces', {
    clusterRules: [{ resources: ['secrets'], verbs: ['list', 'watch', 'get', 'patch'] }],
  })
  const { window } = await open({ kubeconfig })
  await showUnregistered(window, namespace)
  await expect(rows(window)).toHaveCount(1)
  await expect(window.getByRole('banner').or(window.locator('header')).first()).toContainText(
    '1 unregistered, 2 managed by others hidden',
  )
  await window.getByRole('checkbox', { name: 'Show managed by others' }).check()
  await expect(rows(window)).toHaveCount(3)
  await box(rowOf(window, 'ingress-cert')).click()
  await expect(window.getByRole('button', { name: 'Register…' })).toHaveAccessibleDescription(
    'kubernetes.io/tls doesn’t fit any type of credential.',
  )
})
