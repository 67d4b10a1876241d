import type { ConnectStep, ClusterMessage, Health } from '../../../shared/contract/cluster.ts'
import type { Credential, Scope, ScopeId } from '../../../shared/credential.ts'
import type { UsageState } from '../../../shared/usage-state.ts'
import type { Connection } from '../../kube/connection.ts'
import { throttle } from '../../../shared/throttle.ts'
import { combineHealth } from './combine-health.ts'
import { createInventory } from './inventory.ts'
import type { NamespacesProgress } from './follow-namespaces.ts'
import type { NamespacesSource } from './follow-namespaces.ts'
import { followSecrets } from './follow-secrets.ts'
import { createRowBatches } from './row-batches.ts'
import { followProjects } from './follow-projects.ts'
import type { Organization } from '../organization/organization.ts'

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
  /** The label of a namespace that names its project. */
  projectLabel: () => string
  signal: AbortSignal
}

/** The registered secrets of one cluster: listed, kept current by watches, and told in batches. */
export interface OpenList {
  credentials: () => Iterable<Credential>
  /** Names the project of a namespace; if none is known, gives the namespace. */
  projectOf: (namespace: string) => string
  /** A scope by the name of its department, where one is known. */
  nameScope: <S extends Scope>(scope: S) => S
  /** Whether secrets of a scope are for a namespace; `null` if that can't be told. */
  reaches: Organization['reaches']
  /** The namespaces of projects that secrets of a scope may be for; if that can't be told, it may be so. */
  namespacesOf: (scope: ScopeId) => string[]
  /** Tells with each credential whether it is used, as it was looked for. */
  tellUsage: (states: ReadonlyMap<string, UsageState>) => void
  /** Lists again; whatever waits is tried again at once. */
  refresh: () => void
  /** Asks nothing more until a person wants it. */
  hasFailed: () => boolean
  /**
   * The first list was read to its end, of all namespaces that may be read, and what names projects and departments is
   * known or can't be told. The window does not wait for the latter.
   */
  isWhole: () => boolean
  /** How it stands; the namespaces that may not be read are no failure while others can be. */
  health: () => Exclude<Health, { state: 'connecting' }>
  /** The namespaces that are read one by one; `null` if the whole cluster's secrets are listed at once. */
  namespaces: () => NamespacesProgress | null
  /** The uids of all rows that the window has. */
  told: () => string[]
  /** The likely namespaces are others now. */
  chooseNamespaces: () => void
  /** `runaiNamespace` or `projectLabel` tell something else now. */
  settingsChanged: () => void
}

/** Starts to list and follow; ends with the signal. */
export function openList(deps: OpenListDeps): OpenList {
  const { connection, cluster, send, onStep, signal } = deps
  const inventory = createInventory(cluster, deps.toldBefore, deps.runaiNamespace)
  const batches = createRowBatches({ inventory, send, isListing: () => !isListed() })
  const tellChange = onChangeOnly((health) => send({ kind: 'health', health }))
  let source: ReturnType<typeof followSecrets> | null = null
  const namespaces = () => source?.namespaces() ?? null
  let hasAnswered = false
  let projectsSettled = false
  let toldStandIn: boolean | null = null

  const healthNow = () => combineHealth(source?.healths() ?? [])
  const isListed = () => source?.isListed() === true
  const isTellable = () => isListed() && projectsSettled
  const projects = followProjects({
    ...{ connection, signal, projectLabel: deps.projectLabel },
    onChange: (organization) => {
      inventory.setOrganization(organization)
      tellProjects()
    },
    onSettled: () => {
      projectsSettled = true
      tellProjects()
    },
  })

  function tellProjects(): void {
    if (projectsSettled && !signal.aborted) send({ kind: 'projects', ...projects.known() })
    chooseNamespaces()
    flushSoon()
    if (projects.standIn() !== toldStandIn) tellListed()
  }

  function flushSoon(): void {
    if (projectsSettled && !signal.aborted) batches.flushSoon()
  }

  function tellListed(): void {
    if (!isTellable() || signal.aborted) return
    inventory.settle((namespace) => namespaces()?.isRead(namespace) ?? true)
    batches.flush()
    toldStandIn = projects.standIn()
    const clockAhead = connection.time.ahead()
    send({ kind: 'listed', asOf: new Date().toISOString(), namespacesStandIn: toldStandIn, clockAhead })
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

  function tellHealth(): void {
    const health = healthNow()
    if (!signal.aborted && isTimely(health, { hasAnswered, isWhole: isTellable() })) tellChange(health)
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
    nameScope: inventory.nameScope,
    reaches: projects.reaches,
    namespacesOf: projects.namespacesOf,
    told: inventory.told,
    ...changesFromElsewhere({ inventory, projects, flushSoon }),
    chooseNamespaces,
    hasFailed: () => healthNow().state === 'failed',
    isWhole: () => isTellable() && projects.isAnswered(),
    // Before the projects are known, those that can't be listed at once have not been looked into.
    health: () => (namespaces() !== null && !projectsSettled ? { state: 'listing' } : healthNow()),
    namespaces: () => namespaces()?.progress() ?? null,
    refresh: () => {
      projects.refresh()
      source.refresh()
    },
  }
}

function isTimely(
  { state }: Health,
  { hasAnswered, isWhole }: { hasAnswered: boolean; isWhole: boolean },
): boolean {
  // Before the first answer the steps of connecting are told instead.
  if (state === 'listing') return hasAnswered
  // Being live means that the first list is whole.
  return state !== 'live' || isWhole
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

/** What is said about rows from elsewhere: the window hears of it soon. */
function changesFromElsewhere(parts: {
  inventory: ReturnType<typeof createInventory>
  projects: ReturnType<typeof followProjects>
  flushSoon: () => void
}): Pick<OpenList, 'tellUsage' | 'settingsChanged'> {
  const { inventory, projects, flushSoon } = parts
  return {
    tellUsage: (states) => {
      inventory.setUsage(states)
      flushSoon()
    },
    settingsChanged: () => {
      inventory.readNamespaceAnew()
      projects.readLabelAnew()
      flushSoon()
    },
  }
}
