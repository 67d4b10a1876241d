import type { ConnectStep, ClusterMessage, Health } from '../../../shared/contract/cluster.ts'
import type { Credential } from '../../../shared/credential.ts'
import type { Connection } from '../../kube/connection.ts'
import { throttle } from '../../../shared/throttle.ts'
import { combineHealth } from './combine-health.ts'
import { createInventory } from './inventory.ts'
import type { NamespacesProgress } from './follow-namespaces.ts'
import type { NamespacesSource } from './follow-namespaces.ts'
import { followSecrets } from './follow-secrets.ts'
import { createRowBatches } from './row-batches.ts'
import { followProjects } from './follow-projects.ts'
import type { ProjectOf } from './read-secret.ts'

export interface OpenListDeps {
  connection: Connection
  /** The kubeconfig's name of the cluster. */
  cluster: string
  send: (message: ClusterMessage) => void
  /** Called when each step of connecting begins. */
  onStep: (step: ConnectStep) => void
  /** What an earlier list of the same context told. */
  toldBefore: Iterable<string>
  /** Namespaces to look into first where those of the cluster can't be listed. */
  likelyNamespaces: () => readonly string[]
  /** The namespace of cluster and department credentials. */
  runaiNamespace: () => string
  signal: AbortSignal
}

/** The registered secrets of one cluster: listed, kept current by watches, and told in batches. */
export interface OpenList {
  credentials: () => Iterable<Credential>
  /** Names the project of a namespace; where none is known, the namespace stands in. */
  projectOf: ProjectOf
  /** Lists again; whatever waits is tried again at once. */
  refresh: () => void
  /** Asks nothing more until a person wants it. */
  hasFailed: () => boolean
  /**
   * The first list was read to its end, of all namespaces that may be read, and their projects are known or may not be
   * asked for. The window does not wait for the latter.
   */
  isWhole: () => boolean
  /** How it stands; the namespaces that may not be read are no failure while others can be. */
  health: () => Exclude<Health, { state: 'connecting' }>
  /** The namespaces that are read one by one; `null` where the whole cluster's secrets are listed at once. */
  namespaces: () => NamespacesProgress | null
  /** The uids of all rows that the window has. */
  told: () => string[]
  /** The likely namespaces are others now. */
  chooseNamespaces: () => void
  /** `runaiNamespace` tells another namespace now. */
  runaiNamespaceChanged: () => void
}

/** Starts to list and follow; ends with the signal. */
export function openList(deps: OpenListDeps): OpenList {
  const { connection, cluster, send, onStep, signal } = deps
  const inventory = createInventory(cluster, deps.toldBefore, deps.runaiNamespace)
  const batches = createRowBatches({ inventory, send, isListing: () => !isListed() })
  const tellChange = onChangeOnly((health) => send({ kind: 'health', health }))
  let source: ReturnType<typeof followSecrets> | null = null
  /** Set where the secrets of the whole cluster may not be listed. */
  const namespaces = () => source?.namespaces() ?? null
  let hasAnswered = false
  let projectsSettled = false

  const healthNow = () => combineHealth(source?.healths() ?? [])
  const isListed = () => source?.isListed() === true
  const isTellable = () => isListed() && projectsSettled
  const projects = followProjects({
    connection,
    signal,
    onChange: (names) => {
      inventory.setProjects(names)
      tellProjects()
    },
    onSettled: () => {
      projectsSettled = true
      tellProjects()
      tellListed()
    },
  })

  function tellProjects(): void {
    if (projectsSettled && !signal.aborted) send({ kind: 'projects', ...projects.known() })
    chooseNamespaces()
    flushSoon()
  }

  function flushSoon(): void {
    if (projectsSettled && !signal.aborted) batches.flushSoon()
  }

  function tellListed(): void {
    if (!isTellable() || signal.aborted) return
    inventory.settle()
    batches.flush()
    send({ kind: 'listed', asOf: new Date().toISOString(), namespacesStandIn: projects.standIn() })
    tellHealth()
  }

  const progress = throttle(100, () => tellNamespaces(namespaces(), deps))

  function answered(): void {
    if (hasAnswered) return
    hasAnswered = true
    // A list that is in trouble already is past the steps of connecting.
    if (healthNow().state === 'listing') onStep('list')
    tellHealth()
  }

  /** Before the projects are known, those that can't be listed at once have not been looked into. */
  const currentHealth = () =>
    namespaces() !== null && !projectsSettled ? { state: 'listing' as const } : healthNow()

  function tellHealth(): void {
    const health = healthNow()
    // Before the first answer the steps of connecting are told instead.
    if (health.state === 'listing' && !hasAnswered) return
    // Being live means that the first list is whole.
    if (health.state === 'live' && !isTellable()) return
    if (!signal.aborted) tellChange(health)
  }

  const parts = {
    connection,
    signal,
    inventory,
    onRows: () => {
      answered()
      flushSoon()
    },
    onListed: () => {
      answered()
      progress.ask()
      tellListed()
    },
    onHealth: () => {
      tellHealth()
      progress.ask()
    },
  }

  source = followSecrets({ ...parts, onNamespaces: () => chooseNamespaces() })

  /** Those that a person is most likely to mean come first. */
  function chooseNamespaces(): void {
    if (!projectsSettled || signal.aborted) return
    namespaces()?.setNamespaces([...deps.likelyNamespaces(), ...projects.namespaces()])
  }

  onStep('answer')
  signal.addEventListener('abort', () => batches.stop())

  return {
    credentials: inventory.credentials,
    projectOf: inventory.projectOf,
    told: inventory.told,
    chooseNamespaces,
    runaiNamespaceChanged: () => {
      inventory.runaiNamespaceChanged()
      flushSoon()
    },
    hasFailed: () => healthNow().state === 'failed',
    isWhole: () => isTellable() && projects.isAnswered(),
    health: currentHealth,
    namespaces: () => namespaces()?.progress() ?? null,
    refresh: () => {
      projects.refresh()
      source.refresh()
    },
  }
}

function tellNamespaces(
  source: NamespacesSource | null,
  { send, signal }: Pick<OpenListDeps, 'send' | 'signal'>,
): void {
  if (source !== null && !signal.aborted) send({ kind: 'namespaces', ...source.progress() })
}

/** Passes on only what differs from the last. */
function onChangeOnly(tell: (health: Health) => void): (health: Health) => void {
  let last = ''
  return (health) => {
    const text = JSON.stringify(health)
    if (text === last) return
    last = text
    tell(health)
  }
}
