import type { ConnectStep, ClusterMessage, Health } from '../../../shared/contract/cluster.ts'
import type { Credential, Scope, ScopeId, UnusedSecret } from '../../../shared/credential.ts'
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

interface OpenListDeps {
  connection: Connection
  /** The name of the cluster in the kubeconfig. */
  cluster: string
  send: (message: ClusterMessage) => void
  /** Called when each step of connecting begins. */
  onStep: (step: ConnectStep) => void
  /** Uids that an earlier list of the same context reported. */
  toldBefore: Iterable<string>
  /** Namespaces to read first if those of the cluster can't be listed. */
  likelyNamespaces: () => readonly string[]
  /** The namespace of cluster and department credentials. */
  runaiNamespace: () => string
  /** The label of a namespace that names its project. */
  projectLabel: () => string
  signal: AbortSignal
}

/** The registered secrets of one cluster: listed, kept current by watches, and reported in batches. */
export interface OpenList {
  credentials: () => Iterable<Credential>
  /** The registered secrets that no credential uses. */
  unused: () => Iterable<UnusedSecret>
  /** Returns the project of a namespace, or the namespace if no project is known. */
  projectOf: (namespace: string) => string
  /** Adds the name of the department to a scope, if known. */
  nameScope: <S extends Scope>(scope: S) => S
  /** Whether secrets of a scope are meant for a namespace. `null` if that's unknown. */
  reaches: Organization['reaches']
  /** Namespaces of projects that secrets of a scope are or may be meant for. */
  namespacesOf: (scope: ScopeId) => string[]
  /** Adds to each credential whether it is used, according to the survey. */
  tellUsage: (states: ReadonlyMap<string, UsageState>) => void
  /** Lists again, and retries immediately what waits for a retry. */
  refresh: () => void
  /** Makes no more requests until a person asks for it. */
  hasFailed: () => boolean
  /**
   * The first list is complete for all readable namespaces, and the names of projects and departments are known or
   * can't be known. The window doesn't wait for the names.
   */
  isWhole: () => boolean
  /** The current state. Unreadable namespaces are no failure as long as others can be read. */
  health: () => Exclude<Health, { state: 'connecting' }>
  /** The namespaces that are read individually. `null` while one list covers the whole cluster. */
  namespaces: () => NamespacesProgress | null
  /** The uids of all rows that the window has. */
  told: () => string[]
  /** The likely namespaces have changed. */
  chooseNamespaces: () => void
  /** The results of `runaiNamespace` or `projectLabel` have changed. */
  settingsChanged: () => void
}

/** Starts to list and follow. Ends when the signal is aborted. */
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

  const mayReadMore = () => namespaces() !== null && projects.isListing()
  const healthNow = () => whileMoreMayCome(combineHealth(source?.healths() ?? []), mayReadMore)
  const isListed = () => source?.isListed() === true
  const isTellable = () => isListed() && projectsSettled
  function tellProjects(): void {
    if (projectsSettled && !signal.aborted) send({ kind: 'projects', ...projects.known() })
    chooseNamespaces()
    tellHealth()
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
    // A list that is already in trouble is past the steps of connecting.
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

  // The list of secrets takes longest, so that its request goes first.
  source = followSecrets({ ...parts, onNamespaces: () => chooseNamespaces() })
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

  /** The namespaces that a person most likely means come first. */
  function chooseNamespaces(): void {
    if (!projectsSettled || signal.aborted) return
    namespaces()?.setNamespaces([...deps.likelyNamespaces(), ...projects.namespaces()])
  }

  onStep('answer')
  signal.addEventListener('abort', () => batches.stop())

  return {
    credentials: inventory.credentials,
    unused: inventory.unused,
    projectOf: inventory.projectOf,
    nameScope: inventory.nameScope,
    reaches: projects.reaches,
    namespacesOf: projects.namespacesOf,
    told: inventory.told,
    ...changesFromElsewhere({ inventory, projects, flushSoon }),
    chooseNamespaces,
    hasFailed: () => healthNow().state === 'failed',
    isWhole: () => isTellable() && projects.isAnswered(),
    health: healthNow,
    namespaces: () => namespaces()?.progress() ?? null,
    refresh: () => {
      projects.refresh()
      source.refresh()
    },
  }
}

/** That nothing can be read yet isn't a failure while more namespaces may arrive. */
const whileMoreMayCome = (
  health: ReturnType<typeof combineHealth>,
  mayComeMore: () => boolean,
): ReturnType<typeof combineHealth> =>
  health.state === 'failed' && mayComeMore() ? { state: 'listing' } : health

function isTimely(
  { state }: Health,
  { hasAnswered, isWhole }: { hasAnswered: boolean; isWhole: boolean },
): boolean {
  // The steps of connecting are reported until the first answer.
  if (state === 'listing') return hasAnswered
  // Live means that the first list is complete.
  return state !== 'live' || isWhole
}

function tellNamespaces(
  source: NamespacesSource | null,
  { send, signal }: Pick<OpenListDeps, 'send' | 'signal'>,
): void {
  if (source !== null && !signal.aborted) send({ kind: 'namespaces', ...source.progress() })
}

/** Passes on only states that differ from the last. */
function onChangeOnly(tell: (health: Health) => void): (health: Health) => void {
  let last = ''
  return (health) => {
    const text = JSON.stringify(health)
    if (text === last) return
    last = text
    tell(health)
  }
}

/** Sends changes that don't come from the lists to the window soon. */
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
