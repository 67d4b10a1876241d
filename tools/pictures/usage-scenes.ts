import { statusAnswer } from '../../tests/cluster/faulty-proxy.ts'
import type { UserRules } from '../../tests/cluster/users.ts'
import { live, small, type Scene, type Stage } from './stage.ts'

/** The details of a registry in the sandbox, with what uses it. */
async function openUsedBy({ window }: Stage): Promise<void> {
  await window.getByRole('button', { name: /^Explore the sandbox/ }).click()
  await window.getByText('Artifactory pull').first().waitFor()
  await window.getByText('Harbor base images').first().click()
  await window.getByRole('list', { name: 'Can’t start' }).waitFor()
  await window.getByRole('button', { name: /without problems/ }).click()
  await window
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('button', { name: /^Used by/ })
    .click()
  await window.waitForTimeout(800)
}

/** Pods that can't pull although they name no credential, each with its reason. */
async function openReasons({ window }: Stage): Promise<void> {
  await window.getByRole('button', { name: /^Explore the sandbox/ }).click()
  await window.getByText('Artifactory pull').first().waitFor()
  await window.getByText('DGX image cache').first().click()
  await window.getByText('The pod doesn’t name this credential’s secret.').waitFor()
  await window
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('button', { name: /^Used by/ })
    .click()
  await window.waitForTimeout(800)
}

/** The details of a registry in the cluster, once it is known what couldn't be seen. */
async function openUnseen(stage: Stage): Promise<void> {
  const { window } = stage
  await live(stage)
  await window.getByText('Artifactory pull', { exact: true }).first().click()
  const panel = window.getByRole('region', { name: 'Artifactory pull', exact: true })
  await panel.getByText('Couldn’t check everything').waitFor()
  const anchors = panel.getByRole('navigation', { name: 'Sections' })
  await anchors.getByRole('button', { name: /^Used by/ }).click()
  await window.waitForTimeout(1200)
}

/** Everything except Deployments and similar kinds. */
const fewKinds: UserRules = {
  clusterRules: [
    { resources: ['secrets'], verbs: ['get', 'list', 'watch', 'create', 'patch'] },
    { resources: ['namespaces', 'pods', 'serviceaccounts', 'events'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: ['list'] },
  ],
}

/** The cluster fails for pods, and answers everything else. */
const failing: Pick<Scene, 'treat' | 'show'> = {
  treat: (proxy) =>
    proxy.treat(({ url = '' }) =>
      /\/(pods|deployments)\b/.test(url)
        ? statusAnswer(500, 'InternalError', 'etcdserver: leader changed')
        : 'pass',
    ),
  show: openUnseen,
}

const allKinds: UserRules = {
  clusterRules: [
    ...(fewKinds.clusterRules ?? []),
    {
      apiGroups: ['apps'],
      resources: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'],
      verbs: ['list'],
    },
  ],
}

/** What uses a credential. */
export const usageScenes: Scene[] = [
  { name: 'used-by', kubeconfig: () => null, show: openUsedBy },
  { name: 'used-by-small', kubeconfig: () => null, size: small, show: openUsedBy },
  { name: 'used-by-reasons', kubeconfig: () => null, show: openReasons },
  { name: 'used-by-hidden', rules: fewKinds, show: openUnseen },
  { name: 'used-by-hidden-small', size: small, rules: fewKinds, show: openUnseen },
  { name: 'used-by-failed', rules: allKinds, ...failing },
  { name: 'used-by-failed-small', size: small, rules: allKinds, ...failing },
]
