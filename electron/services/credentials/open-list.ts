import type { ConnectStep, CredentialsMessage, Health } from '../../../shared/contract/credentials.ts'
import type { Credential } from '../../../shared/credential.ts'
import { registeredSelectors } from '../../../shared/runai.ts'
import type { Connection } from '../../kube/connection.ts'
import type { FollowHealth, Following } from '../../kube/follow-rows.ts'
import { combineHealth } from './combine-health.ts'
import { createInventory } from './inventory.ts'
import { createRowBatches } from './row-batches.ts'
import { followProjects } from './follow-projects.ts'
import type { ProjectOf } from './read-secret.ts'

export interface OpenListRequest {
  connection: Connection
  /** The kubeconfig's name of the cluster. */
  cluster: string
  send: (message: CredentialsMessage) => void
  /** Told when each step of connecting begins. */
  onStep: (step: ConnectStep) => void
  /** What an earlier list of the same context told. */
  toldBefore: Iterable<string>
  signal: AbortSignal
}

/** The registered secrets of one cluster: listed, kept current by watches, and told in batches. */
export interface OpenList {
  credentials: () => Iterable<Credential>
  cluster: string
  /** Names the project of a namespace; where none is known, the namespace stands in. */
  projectOf: ProjectOf
  /** Lists anew; what waits is tried again at once. */
  refresh: () => void
  /** Nothing more is asked until a person wants it. */
  hasFailed: () => boolean
  /** The uids of all rows that the window has. */
  told: () => string[]
}

/** Starts to list and follow; ends with the signal. */
export function openList(request: OpenListRequest): OpenList {
  const { connection, cluster, send, onStep, signal } = request
  const inventory = createInventory(cluster, request.toldBefore)
  const healths: (FollowHealth | null)[] = registeredSelectors.map(() => null)
  const listed = new Set<number>()
  const isListed = () => listed.size === registeredSelectors.length
  const batches = createRowBatches({ inventory, send, isListing: () => !isListed() })
  let hasAnswered = false
  let projectsSettled = false
  const tellChange = onChangeOnly((health) => send({ kind: 'health', health }))

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

  function answered(): void {
    if (hasAnswered) return
    hasAnswered = true
    // What is in trouble already is no step of connecting any more.
    if (combineHealth(healths).state === 'listing') onStep('list')
    tellHealth()
    followRest()
  }

  function tellHealth(): void {
    const health: Health = combineHealth(healths)
    // Before the first answer the steps of connecting are told instead.
    if (health.state === 'listing' && !hasAnswered) return
    // Being live means that the first list is whole.
    if (health.state === 'live' && !(isListed() && projectsSettled)) return
    if (!signal.aborted) tellChange(health)
  }

  const followings: Following[] = []
  function follow(labelSelector: string, list: number): void {
    const following = connection.followRows({
      path: '/api/v1/secrets',
      labelSelector,
      // All but the first are exceptions with few rows, which the server's cache answers without a scan of etcd.
      fromCache: list > 0,
      signal,
      onRows: (rows) => {
        inventory.put(list, rows)
        answered()
        flushSoon()
      },
      onRemoved: (uids) => {
        inventory.remove(list, uids)
        flushSoon()
      },
      onListed: () => {
        listed.add(list)
        answered()
        tellListed()
      },
      onHealth: (health) => {
        healths[list] = health
        if (health.state !== 'listing') followRest()
        tellHealth()
      },
    })
    followings.push(following)
  }

  /** The exceptions wait for the first answer: nothing shall stand in the way of the first rows. */
  function followRest(): void {
    if (followings.length === 1)
      registeredSelectors.slice(1).forEach((selector, index) => follow(selector, index + 1))
  }

  onStep('answer')
  follow(registeredSelectors[0] ?? '', 0)

  signal.addEventListener('abort', () => batches.stop())

  return {
    cluster,
    credentials: inventory.credentials,
    projectOf: inventory.projectOf,
    told: inventory.told,
    hasFailed: () => combineHealth(healths).state === 'failed',
    refresh: () => {
      projects.refresh()
      for (const following of followings) following.refresh()
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
