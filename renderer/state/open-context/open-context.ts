import { computed, ref, shallowRef } from 'vue'
import type { ClusterMessage, Health } from '../../../shared/contract/cluster.ts'
import type { Credential, Department, Project } from '../../../shared/credential.ts'
import { clocksDiffer } from '../../../shared/expiry.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { Api } from '../../api.ts'
import { createListRows } from './list-rows.ts'
import { createMessageQueue } from './message-queue.ts'

interface Deps {
  api: Pick<Api, 'cluster'>
  /** Calls back before the next frame is painted. */
  schedule: (callback: () => void) => void
  /** Whether the window is minimized or covered. */
  isHidden: () => boolean
  /** Milliseconds since 1970. */
  now: () => number
}

/** How many rows are processed per frame, so that no frame is late. */
const rowsPerFrame = 2000
/** How often rows that can already be read change while the rest of the list arrives, in milliseconds. */
const listingPace = 250

const noProjects = { known: [], departments: [], isComplete: false }

interface KnownProjects {
  known: readonly Project[]
  departments: readonly Department[]
  /** False if the user can't list namespaces. */
  isComplete: boolean
}

/** The progress of a list that is read namespace by namespace. */
export type NamespacesRead = Omit<ClusterMessage & { kind: 'namespaces' }, 'kind'>

/** What is known about the open context besides its rows. */
function createListState(now: () => number) {
  const context = ref('')
  const opened = shallowRef<Omit<ClusterMessage & { kind: 'opened' }, 'kind'> | null>(null)
  const health = shallowRef<Health | null>(null)
  /** When the current state or step of connecting began here. */
  const healthSince = ref(0)
  const listedAt = ref('')
  const namespacesStandIn = ref(false)
  const clockAhead = ref(0)
  const projects = shallowRef<KnownProjects>(noProjects)
  /** `null` if the user can list the secrets of the whole cluster. */
  const namespaces = shallowRef<NamespacesRead | null>(null)
  /** True until the list was read, or its health says why not. */
  const isRefreshing = ref(false)
  const refreshFailure = shallowRef<Failure | null>(null)

  function setHealth(next: Health): void {
    health.value = next
    healthSince.value = now()
    if (!['connecting', 'listing', 'live'].includes(next.state)) isRefreshing.value = false
  }

  function setListed(listed: ClusterMessage & { kind: 'listed' }): void {
    listedAt.value = listed.asOf
    isRefreshing.value = false
    namespacesStandIn.value = listed.namespacesStandIn
    clockAhead.value = clocksDiffer(listed.clockAhead) ? listed.clockAhead : 0
  }

  function reset(name: string): void {
    context.value = name
    opened.value = null
    health.value = null
    listedAt.value = ''
    namespacesStandIn.value = false
    clockAhead.value = 0
    projects.value = noProjects
    namespaces.value = null
    refreshFailure.value = null
    isRefreshing.value = false
  }

  const fail = (failure: Failure) => setHealth({ state: 'failed', asOf: listedAt.value, failure })

  return {
    context,
    opened,
    health,
    healthSince,
    listedAt,
    namespacesStandIn,
    /** How many milliseconds the cluster's clock is ahead of this machine's. 0 if they agree. */
    clockAhead,
    projects,
    namespaces,
    isRefreshing,
    refreshFailure,
    isComplete: computed(() => listedAt.value !== ''),
    isConnecting: computed(() => health.value?.state === 'connecting'),
    setHealth,
    setListed,
    reset,
    fail,
  }
}

/**
 * The list of the open context: its rows by uid, its state, and its operations. Messages are processed in order, one
 * batch per frame. Those of a context that was left are dropped.
 */
export function createOpenContext({ api, schedule, isHidden, now }: Deps) {
  const { take: takeRows, tell, clear: clearRows, dropCreating, putCreating, ...rows } = createListRows(now)
  const { setHealth, setListed, reset, fail, ...state } = createListState(now)
  const queue = createMessageQueue({ schedule, isHidden, patience, most: rowsPerFrame, take, settle: tell })
  let hasNewsOfEnd = false
  let generation = 0
  let stop: (() => void) | null = null

  function patience(): number {
    const isListing = state.health.value?.state === 'listing' && !state.isComplete.value && !hasNewsOfEnd
    return isListing && rows.counts.value.credentials > 0 ? listingPace : 0
  }

  function push(message: ClusterMessage): void {
    if (message.kind === 'listed') hasNewsOfEnd = true
    queue.push(message)
  }

  function take(message: ClusterMessage): number {
    switch (message.kind) {
      case 'opened':
        state.opened.value = message
        return 0
      case 'health':
        setHealth(message.health)
        return 0
      case 'rows':
        return takeRows(message)
      case 'projects':
        state.projects.value = {
          known: message.projects,
          departments: message.departments,
          isComplete: message.complete,
        }
        return 0
      case 'namespaces':
        state.namespaces.value = { of: message.of, read: message.read, refused: message.refused }
        return 0
      case 'listed':
        dropCreating(Date.parse(message.asOf))
        setListed(message)
        return 0
    }
  }

  function leave(): void {
    generation += 1
    stop?.()
    stop = null
    queue.clear()
    hasNewsOfEnd = false
  }

  function endWith(failure: Failure): void {
    stop = null
    queue.flush()
    fail(failure)
  }

  /** Leaves the open context, empties the list immediately, and follows another one. '' follows none. */
  function open(name: string): void {
    leave()
    clearRows()
    reset(name)
    if (name === '') return
    setHealth({ state: 'connecting', step: 'kubeconfig', done: [], plugin: '' })
    const server = () => state.opened.value?.server ?? name
    const stopStream = api.cluster.open(
      { context: name },
      {
        onMessage: push,
        onEnd: () => endWith({ code: 'connection-cut', server: server() }),
        onFailure: endWith,
      },
    )
    // A stream may end while it is being started.
    if (state.isConnecting.value) stop = stopStream
  }

  /** Stops connecting or listing. Rows that arrived stay. */
  function cancel(): void {
    leave()
    fail({ code: 'cancelled', operation: 'connect' })
  }

  /** Reads the list again, unless that is under way. After a failure, retries immediately. */
  const refresh = () => (state.isRefreshing.value ? Promise.resolve() : retry())

  /** Does so even if a refresh is under way: that one may have begun before what has changed. */
  async function retry(): Promise<void> {
    const context = state.context.value
    if (context === '') return
    if (stop === null) {
      open(context)
      return
    }
    const mine = generation
    state.isRefreshing.value = true
    state.refreshFailure.value = null
    const result = await api.cluster.refresh({ context })
    // It has only started. The list itself reports when it is done.
    if (mine !== generation || result.ok) return
    state.isRefreshing.value = false
    if (result.failure.code === 'list-not-open') open(context)
    else state.refreshFailure.value = result.failure
  }

  /** Shows a credential that was just written, until the cluster's own row arrives. */
  function showCreating(context: string, credential: Credential): void {
    if (context !== state.context.value) return
    queue.flush()
    putCreating(credential)
    tell()
  }

  return { ...state, ...rows, open, cancel, refresh, retry, showCreating }
}
