import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type { Cluster } from '../cluster/cluster.ts'
import { startFaultyProxy } from '../cluster/faulty-proxy.ts'
import { expect, rowOf, searchField, test } from './application.ts'
import { registeredSecrets } from './secrets-made-by-kubectl.ts'
import { tryUntilLive } from './try-again.ts'

// The status bar said that a list was incomplete while the page said that nothing could be read.
test('a list that is cut before a row came is reported by the page and by the status alike, and is completed', async ({
  open,
  cluster,
}) => {
  const { proxy, namespace, kubeconfig } = await behindProxy(cluster, 'cut-early')
  proxy.treat((request) => (isSecretList(request) ? { cutAfter: 100 } : 'pass'))
  const { window } = await open({ kubeconfig })
  await expect(window.getByRole('heading', { name: 'cut-early closed the connection' })).toBeVisible()
  await expect(window.getByRole('contentinfo')).toContainText(
    'Failedcut-earlycut-early closed the connection',
  )
  proxy.treat(() => 'pass')
  await tryUntilLive(window)
  await isCompleted(window, namespace)
  await proxy.stop()
})

test('a list that is cut in the middle shows the rows that came, says that it is incomplete, and is completed', async ({
  open,
  cluster,
}) => {
  const { proxy, namespace, kubeconfig } = await behindProxy(cluster, 'cut-midway')
  proxy.treat((request) => (isSecretList(request) ? { cutAfterText: nameOf(30, namespace) } : 'pass'))
  const { window } = await open({ kubeconfig })
  await searchField(window).fill(namespace)
  await expect(rowOf(window, nameOf(0, namespace))).toBeVisible()
  await expect(rowOf(window, nameOf(made - 1, namespace))).toHaveCount(0)
  await expect(window.getByText(/incomplete/i).first()).toBeVisible()
  await expect(window.getByRole('contentinfo')).toContainText('Partial')
  proxy.treat(() => 'pass')
  await tryUntilLive(window)
  await isCompleted(window, namespace)
  await proxy.stop()
})

/** With their descriptions, more than the main process buffers before it reads rows. */
const made = 40
const nameOf = (index: number, namespace: string) => `${String(index).padStart(2, '0')} of ${namespace}`

const isSecretList = (request: IncomingMessage) =>
  request.url?.startsWith('/api/v1/secrets') === true && !request.url.includes('watch')

/** Credentials on a cluster behind a proxy. */
async function behindProxy(cluster: Cluster, name: string) {
  const namespace = await cluster.namespace(`runai-${name}`, { 'runai/queue': name })
  await registeredSecrets(
    cluster,
    Array.from({ length: made }, (_, index) => ({
      namespace,
      name: `secret-${String(index).padStart(2, '0')}`,
      credential: { credential: nameOf(index, namespace), description: 'd'.repeat(4000) },
    })),
  )
  const proxy = await startFaultyProxy(cluster)
  const { token } = await cluster.user(name, {
    clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch'] }],
  })
  const kubeconfig = join(cluster.folder, `cut-lists-${namespace}`)
  await writeFile(kubeconfig, proxy.kubeconfig(name, token), { mode: 0o600 })
  return { proxy, namespace, kubeconfig }
}

async function isCompleted(window: Page, namespace: string): Promise<void> {
  for (const index of [0, made - 1]) {
    await searchField(window).fill(nameOf(index, namespace))
    await expect(rowOf(window, nameOf(index, namespace))).toBeVisible()
  }
}
