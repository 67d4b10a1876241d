import type { Locator, Page } from '@playwright/test'
import { expect, rowOf, searchField, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import { registeredSecrets } from './secrets-made-by-kubectl.ts'

const read = { verbs: ['get', 'list', 'watch'] }

/** A deployment that reads a credential as variables, in its own namespace. */
async function makeReader(cluster: Cluster): Promise<{ namespace: string; credential: string }> {
  const namespace = await cluster.namespace('runai-restart', { 'runai/queue': 'restart' })
  const credential = `Read in ${namespace}`
  await registeredSecrets(cluster, [
    { namespace, name: 'read', credential: { credential, origin: 'existing' } },
  ])
  const template = {
    metadata: { labels: { app: 'a' }, annotations: { note: 'kept' } },
    spec: { containers: [{ name: 'main', image: 'x', envFrom: [{ secretRef: { name: 'read' } }] }] },
  }
  await cluster.kubectl(['create', '-n', namespace, '-f', '-'], {
    input: JSON.stringify({
      ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'reader' } },
      spec: { selector: { matchLabels: { app: 'a' } }, template },
    }),
  })
  return { namespace, credential }
}
type Cluster = Parameters<typeof registeredSecrets>[0]

/** Opens a credential's users by keyboard only. */
async function openUsers(window: Page, credential: string): Promise<Locator> {
  await searchField(window).fill(credential)
  await rowOf(window, credential).first().waitFor()
  await window.getByRole('grid').locator('[tabindex="0"]').focus()
  await window.keyboard.press('Control+Home')
  await window.keyboard.press('Enter')
  const section = window
    .getByRole('region', { name: credential, exact: true })
    .getByRole('region', { name: 'Used by' })
  await section.getByRole('button', { name: /without problems/ }).press('Enter')
  return section
}

/** Asks to restart the reader. */
async function ask(window: Page, credential: string): Promise<{ section: Locator; question: Locator }> {
  const section = await openUsers(window, credential)
  await section.getByRole('button', { name: 'Restart reader…' }).press('Enter')
  return { section, question: section.getByRole('group', { name: 'Restart Deployment reader' }) }
}

test('a restart changes the annotation of kubectl in the template and nothing else', async ({
  open,
  cluster,
}) => {
  const { namespace, credential } = await makeReader(cluster)
  interface Reader {
    spec: { template: { metadata: { annotations: Record<string, string> } } }
  }
  const readerOf = async () =>
    JSON.parse(
      await cluster.kubectl(['get', 'deployment', 'reader', '-n', namespace, '-o', 'json']),
    ) as Reader
  const before = await readerOf()
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  const { section, question } = await ask(window, credential)
  await question.getByRole('button', { name: 'Restart', exact: true }).press('Enter')
  await expect(section.getByRole('listitem').filter({ hasText: 'reader' }).getByRole('status')).toHaveText(
    '0 of 1 ready',
  )
  const after = await readerOf()
  const { 'kubectl.kubernetes.io/restartedAt': restartedAt, ...annotations } =
    after.spec.template.metadata.annotations
  expect(Date.parse(restartedAt ?? '')).not.toBeNaN()
  expect(annotations).toEqual({ note: 'kept' })
  after.spec.template.metadata.annotations = annotations
  expect(after.spec).toEqual(before.spec)
  await expectNoFault(window)
})

test('a user who may not restart a workload sees which right is missing before trying', async ({
  open,
  cluster,
}) => {
  const { namespace, credential } = await makeReader(cluster)
  const user = await cluster.user('reader', {
    clusterRules: [{ resources: ['namespaces'], ...read }],
    namespaceRules: {
      [namespace]: [
        { resources: ['secrets', 'pods', 'events'], ...read },
        { apiGroups: ['apps'], resources: ['deployments'], ...read },
      ],
    },
  })
  const { window } = await open({ kubeconfig: user.kubeconfig })
  const { question } = await ask(window, credential)
  await expect(question.getByRole('alert')).toContainText(
    `You can’t patch deployments in ${namespace}. Ask your administrator for the verb patch on deployments.apps.`,
  )
  await expect(question.getByRole('button', { name: 'Restart', exact: true })).toBeDisabled()
  await expectNoFault(window)
})

test('of many users a page is shown, and the next at a press', async ({ open, cluster }) => {
  const { namespace, credential } = await makeReader(cluster)
  const pod = (at: number) => ({
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: `p${String(at).padStart(3, '0')}`, namespace } },
    spec: { containers: [{ name: 'main', image: 'x', envFrom: [{ secretRef: { name: 'read' } }] }] },
  })
  const items = Array.from({ length: 210 }, (_, at) => pod(at))
  await cluster.kubectl(['create', '-f', '-'], {
    input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  })
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  const section = await openUsers(window, credential)
  const lines = section.getByRole('list', { name: 'Without problems' }).getByRole('listitem')
  await expect(lines.last()).toContainText('11 more are not shown.')
  await lines.last().getByRole('button', { name: 'Show more' }).press('Enter')
  await expect(lines).toHaveCount(211)
  await expect(lines.last()).toContainText('reader')
})
