import { openCluster, type OpenCluster } from '../../electron/services/cluster/open-cluster.ts'
import { wholeList } from '../../electron/services/cluster/whole-list.ts'
import type { ClusterMessage } from '../../shared/contract/cluster.ts'
import { annotationKeys } from '../../shared/runai.ts'
import { contextsOf } from '../cluster/kubeconfig-contexts.ts'
import type { ContractCluster } from './both-clusters.ts'
import type { OrganizationObject } from './organization-resources.ts'

export const mayRead = [{ resources: ['secrets', 'namespaces'], verbs: ['get', 'list', 'watch'] }]
export const mayReadNames = [
  ...mayRead,
  {
    apiGroups: ['run.ai', 'scheduling.run.ai', 'kai.resources'],
    resources: ['departments', 'projects'],
    verbs: ['list'],
  },
]

export const research = '4500043'
export const product = '4500044'
/** The id of a department that nothing names. */
export const gone = '4500045'

type OpenAccess = Parameters<typeof openCluster>[0]
interface Opening {
  kubeconfig?: string
  send?: (message: ClusterMessage) => void
}

/**
 * A company in a cluster: namespaces, including one as Run:ai's own, department credentials in it by id or name, and
 * departments and projects that may be added.
 */
export async function openOrganization(cluster: ContractCluster) {
  const namespace = await cluster.namespace('names')
  const vision = await cluster.namespace('names-vision')
  const labelled = await cluster.namespace('names-labelled', {
    'runai/queue': 'by-label',
    'kai/project': 'by-kai',
  })
  const secretOf = (department: string) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: `of-${department}`,
      namespace,
      labels: { 'run.ai/department': department, 'run.ai/resource': 'password' },
      // The last two get the same name, for when they are in one department.
      annotations: { [annotationKeys.credential]: department === 'ml' ? `Of ${gone}` : `Of ${department}` },
    },
  })
  const items = [research, product, gone, 'ml'].map(secretOf)
  await cluster.kubectl(['create', '-f', '-'], {
    input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  })

  const department = (apiVersion: string, name: string, id: string): OrganizationObject => ({
    apiVersion,
    kind: 'Department',
    metadata: { name, labels: { 'runai/department-id': id } },
    spec: { queues: [] },
  })
  const project = (apiVersion: string, name: string, parts: object): OrganizationObject => ({
    apiVersion,
    kind: 'Project',
    metadata: { name },
    ...parts,
  })
  const objects = [
    department('scheduling.run.ai/v1', 'research', research),
    department('kai.resources/v1alpha1', 'product', product),
    project('run.ai/v2', 'vision', { spec: { department: 'research' }, status: { namespace: vision } }),
    project('kai.resources/v1alpha1', 'by-label', { spec: { parent: 'product', queues: [] } }),
    project('run.ai/v2', 'without-namespace', { spec: { department: 'research' } }),
    project('run.ai/v2', 'odd', { spec: { department: 7, namespace: '../x' }, status: { namespace: 3 } }),
  ]

  const usualLabel = 'runai/queue'
  let projectLabel = usualLabel
  let opened: OpenCluster | null = null
  const { signal } = new AbortController()
  async function open({ kubeconfig = cluster.adminKubeconfig, send }: Opening = {}): Promise<OpenCluster> {
    const contexts = contextsOf(kubeconfig)
    const context = (await contexts.list()).current ?? ''
    const access: OpenAccess = {
      contexts,
      namedNamespaces: { of: () => [], change: () => Promise.resolve() },
      runaiPlace: () => ({ runaiNamespace: namespace, projectLabel: projectLabel }),
      connect: (request) =>
        Promise.resolve(cluster.connect({ ...request, version: 'test', log: () => undefined })),
    }
    opened = await openCluster(access, { context, signal, ...(send === undefined ? {} : { send }) })
    return opened
  }
  /** What other tests left in the cluster is reported as copies without originals. */
  const credentialsIn = ({ list }: OpenCluster) =>
    [...list.credentials()].filter(
      (each) => each.namespace === namespace && each.kubernetesName.startsWith('of-'),
    )

  return {
    ...{ namespace, vision, labelled, department, objects, open, credentialsIn },
    async openWhole(opening: Opening = {}): Promise<OpenCluster> {
      const found = await open(opening)
      await wholeList(found.list, { isCurrent: true, signal })
      return found
    },
    /** The names of the credentials' departments, by id. */
    calledIn: (found: OpenCluster) =>
      Object.fromEntries(credentialsIn(found).map(({ scope }) => [scope.id, scope.name])),
    idsIn: (found: OpenCluster) => new Set(credentialsIn(found).map(({ scope }) => scope.id)),
    chooseProjectLabel(label: string): void {
      projectLabel = label
    },
    /** Closes what is open, and restores the default label. */
    async close(): Promise<void> {
      await opened?.close()
      opened = null
      projectLabel = usualLabel
    },
  }
}

export type OpenOrganization = Awaited<ReturnType<typeof openOrganization>>
