import type { Locator, Page } from '@playwright/test'
import type { Cluster } from '../cluster/cluster.ts'
import { expect, rowOf, rows, searchField, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import { registeredSecrets } from './secrets-made-by-kubectl.ts'

/** Credentials `a`, `b`, … of a project of their own; the last one is kept by Run:ai's console. */
async function credentials(cluster: Cluster, project: string, count = 4) {
  const namespace = await cluster.namespace(`runai-${project}`, { 'runai/queue': project })
  const names = Array.from({ length: count }, (_, at) => `${String.fromCharCode(97 + at)}-${namespace}`)
  await registeredSecrets(
    cluster,
    names.map((name) => ({
      ...{ namespace, name },
      credential: { credential: name, origin: 'existing', description: 'Pull\tonly' },
    })),
  )
  return { namespace, names }
}

/** What the console's control plane keeps, in the same namespace. */
async function consoleCredential(cluster: Cluster, namespace: string): Promise<string> {
  const name = `password-z-${namespace}`
  const labels = { 'run.ai/resource': 'password', 'run.ai/asset': 'password' }
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace, labels } }
  await cluster.kubectl(['create', '-f', '-'], {
    input: JSON.stringify({ ...secret, stringData: { User: 'robot', Password: 'FAKE-value' } }),
  })
  return name
}

/** Secrets as kubectl tells them, without what every write changes. */
async function secretsOf(cluster: Cluster, namespace: string) {
  const answer = await cluster.kubectl(['get', 'secrets', '-n', namespace, '-o', 'json'])
  const { items } = JSON.parse(answer) as {
    items: { metadata: { name: string; annotations?: Record<string, string>; resourceVersion?: string } }[]
  }
  return Object.fromEntries(
    items.map(({ metadata, ...rest }) => [
      metadata.name,
      { ...rest, metadata: { ...metadata, resourceVersion: '' } },
    ]),
  )
}

const box = (row: Locator) => row.getByRole('checkbox')
const bar = (window: Page) => window.getByRole('group', { name: 'Selection' })
const question = (window: Page) => window.getByRole('alertdialog')
const selected = (window: Page) => window.locator('[role=row][aria-selected=true]')

async function show(window: Page, namespace: string, count: number): Promise<void> {
  await searchField(window).fill(namespace)
  await expect(rows(window)).toHaveCount(count)
}

test('several are released in one run, with a line each, and nothing but Credenza’s annotations goes', async ({
  open,
  cluster,
}) => {
  const { namespace, names } = await credentials(cluster, 'ending')
  const kept = await consoleCredential(cluster, namespace)
  const before = await secretsOf(cluster, namespace)
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await show(window, namespace, 5)
  await box(rowOf(window, names[0] ?? '')).click()
  await box(rowOf(window, names[2] ?? '')).click({ modifiers: ['Shift'] })
  await box(rowOf(window, 'z-')).click()
  await expect(bar(window)).toContainText('4 selected')
  await expectNoFault(window)

  await bar(window).getByRole('button', { name: 'Release…' }).click()
  await expect(question(window)).toContainText('1 of 4 credentials left out')
  await expect(question(window)).toContainText(kept)
  await expect(question(window)).toContainText('The Run:ai console keeps it')
  await expectNoFault(window)
  await question(window).getByRole('button', { name: 'Release 3' }).click()
  await expect(window.getByText('3 credentials were released')).toBeVisible()
  await expect(rows(window)).toHaveCount(2)
  await expect(selected(window)).toHaveCount(1)

  const expected = structuredClone(before)
  for (const name of names.slice(0, 3)) delete expected[name]?.metadata.annotations
  expect(await secretsOf(cluster, namespace)).toEqual(expected)
})
