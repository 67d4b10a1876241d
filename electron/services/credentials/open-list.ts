import type { ConnectStep, CredentialsMessage, Health } from '../../../shared/contract/credentials.ts'
import type { Credential } from '../../../shared/credential.ts'
import type { Connection } from '../../kube/connection.ts'
import { atMostOften } from './at-most-often.ts'
import { combineHealth } from './combine-health.ts'
import { createInventory } from './inventory.ts'
import { followClusterWide } from './follow-cluster-wide.ts'
import { followNamespaces, type NamespacesSource } from './follow-namespaces.ts'
import { createRowBatches } from './row-batches.ts'
import { followProjects } from './follow-projects.ts'
import type { ProjectOf } from './read-secret.ts'
import type { SecretsSource } from './secrets-source.ts'

export interface OpenListRequest {
  connection: Connection
  /** The kubeconfig's name of the cluster. */
  cluster: string
  send: (message: CredentialsMessage) => void
  /** Told when each step of connecting begins. */
  onStep: (step: ConnectStep) => void
  /** What an earlier list of the same context told. */
  toldBefore: Iterable<string>
  /** Namespaces to look into first where those of the cluster can't be listed. */
  likelyNamespaces: () => readonly string[]
  /** The namespace of cluster and department credentials. */
  home: () => string
  signal: AbortSignal
}

/** The registered secrets of one cluster: listed, kept current by watches, and told in batches. */
export interface OpenList {
  credentials: () => Iterable<Credential>
  /** Names the project of a namespace; where none is known, the namespace stands in. */
  projectOf: ProjectOf
  /** Lists anew; what waits is tried again at once. */
  refresh: () => void
  /** Nothing more is asked until a person wants it. */
  hasFailed: () => boolean
  /** The uids of all rows that the window has. */
  told: () => string[]
  /** The likely namespaces are others now. */
  chooseNamespaces: () => void
  /** `home` tells another namespace now. */
  homeChanged: () => void
}

/** Starts to list and follow; ends with the signal. */
export function openList(request: OpenListRequest): OpenList {
  const { connection, cluster, send, onStep, signal } = request
  const inventory = createInventory(cluster, request.toldBefore, request.home)
  const batches = createRowBatches({ inventory, send, isListing: () => !isListed() })
  const tellChange = onChangeOnly((health) => send({ kind: 'health', health }))
  let source: SecretsSource | null = null
  /** Set where the secrets of the whole cluster may not be listed. */
  let namespaces: NamespacesSource | null = null
  let hasAnswered = false
  let projectsSettled = false

  const isListed = () => source?.isListed() === true
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
    if (!isListed() || !projectsSettled || signal.aborted) return
    inventory.settle()
    batches.flush()
    send({ kind: 'listed', asOf: new Date().toISOString(), namespacesStandIn: projects.standIn() })
    tellHealth()
  }

  const tellProgress = atMostOften(100, signal, () => {
    if (namespaces !== null) send({ kind: 'namespaces', ...namespaces.progress() })
  })

  function answered(): void {
    if (hasAnswered) return
    hasAnswered = true
    // What is in trouble already is no step of connecting any more.
    if (combineHealth(source?.healths() ?? []).state === 'listing') onStep('list')
    tellHealth()
  }

  function tellHealth(): void {
    const health: Health = combineHealth(source?.healths() ?? [])
    // Before the first answer the steps of connecting are told instead.
    if (health.state === 'listing' && !hasAnswered) return
    // Being live means that the first list is whole.
    if (health.state === 'live' && !(isListed() && projectsSettled)) return
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
      tellProgress()
      tellListed()
    },
    onHealth: () => {
      tellHealth()
      tellProgress()
    },
  }

  const wide = new AbortController()
  source = followClusterWide({
    ...parts,
    signal: AbortSignal.any([signal, wide.signal]),
    onRefused: (refusal) => {
      wide.abort()
      namespaces = followNamespaces({ ...parts, refusal })
      source = namespaces
      chooseNamespaces()
    },
  })

  /** Those that a person is most likely to mean come first. */
  function chooseNamespaces(): void {
    if (!projectsSettled || signal.aborted) return
    namespaces?.setNamespaces([...request.likelyNamespaces(), ...projects.namespaces()])
  }

  onStep('answer')
  signal.addEventListener('abort', () => batches.stop())

  return {
    credentials: inventory.credentials,
    projectOf: inventory.projectOf,
    told: inventory.told,
    chooseNamespaces,
    homeChanged: () => {
      inventory.homeChanged()
      flushSoon()
    },
    hasFailed: () => combineHealth(source?.healths() ?? []).state === 'failed',
    refresh: () => {
      projects.refresh()
      source?.refresh()
    },
  }
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
