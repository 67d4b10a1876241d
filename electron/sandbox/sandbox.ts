import { randomUUID } from 'node:crypto'
import type { Dispatcher } from 'undici'
import { usualSandboxVersion, type SandboxFaults, type SandboxVersion } from '../../shared/sandbox.ts'
import { answer } from './api/api.ts'
import { createUid } from './api/cluster.ts'
import type { Cluster } from './api/cluster.ts'
import { startControllers } from './api/controllers.ts'
import { failureAnswer } from './api/failures.ts'
import { createAdministrator } from './api/callers.ts'
import type { Caller } from './api/callers.ts'
import type { ApiRequest } from './api/request.ts'
import { systemClock } from '../base/clock.ts'
import type { Clock } from '../base/clock.ts'
import { createDispatcher } from './dispatcher.ts'
import type { Fate } from './dispatcher.ts'
import { createFaultSwitches } from './faults.ts'
import type { FaultSwitches } from './faults.ts'
import { createFileKeeper, readContent } from './keep-file.ts'
import type { OwnFileProblem } from '../base/own-file.ts'
import { apiTime } from './objects/api-time.ts'
import { withMetadata } from './objects/kube-object.ts'
import type { KubeObject } from './objects/kube-object.ts'
import { customNames, otherNames, resourceNames } from './objects/resource.ts'
import type { CustomName, ResourceName } from './objects/resource.ts'
import { plantSeed } from './seed/plant-seed.ts'
import type { Seed } from './seed/plant-seed.ts'
import { sandboxServer } from './sandbox-server.ts'
import { createStorage, keyOf } from './storage/storage.ts'
import type { Storage, StorageContent } from './storage/storage.ts'

export { createAdministrator } from './api/callers.ts'
export type { Caller, PolicyRule } from './api/callers.ts'

export interface SandboxDeps {
  /** Where it is saved; without a file it lives as long as the process. */
  file?: string
  /** Whether changes are written to the file; else it is only read. */
  isKept?: boolean
  /** The initial content; the demo company by default. */
  seed?: Seed
  /** The Run:ai version of the company's cluster, requested whenever the company is created. */
  version?: () => SandboxVersion
  /** The cluster's name of its user, who may do everything that the faults don't forbid. */
  user?: string
  /** The sender of a request, if there are several; `null` for an unknown one. */
  callerOf?: (request: ApiRequest) => Caller | null
  /** Milliseconds until the controllers act, such as to remove a deleted namespace; `Infinity` for never. */
  controllerDelay?: number
  /** Clusters before 1.27 don't support this. */
  hasSelfSubjectReview?: boolean
  /** Called when a write to the file failed, and with `null` when one succeeds again. */
  onFileProblem?: (reason: string | null) => void
  clock?: Clock
  random?: () => number
}

/** Departments and projects by kind, each as a client would send it, without fields set by the server. */
type OrganizationObjects = Partial<Record<CustomName, readonly KubeObject[]>>

/** A cluster in this process. It opens no port: requests reach it only through `dispatcher`. */
export interface Sandbox {
  dispatcher: Dispatcher
  server: string
  /** Why its file couldn't be read at the start; the seed replaces it. */
  problem: OwnFileProblem | null
  /** Restores the seed, with times relative to now. */
  reset: () => void
  /**
   * Does what only Run:ai does in a cluster: replaces all departments and projects with these. The cluster then doesn't
   * serve kinds without objects.
   */
  setOrganization: (objects: OrganizationObjects) => void
  faults: () => SandboxFaults
  switchFaults: (changes: Partial<SandboxFaults>) => SandboxFaults
  /** Forgets earlier versions: older page tokens and watches expire. */
  compact: () => void
  /** Resolves when all changes are in the file. */
  flush: () => Promise<void>
  /** Ends all requests and writes the file. */
  close: () => Promise<void>
}

const usualControllerDelay = 1_500

/** Opens the sandbox as an earlier run saved it, or with its seed. */
export async function createSandbox(deps: SandboxDeps = {}): Promise<Sandbox> {
  const { file, isKept = true, seed = 'company', clock = systemClock, random = Math.random } = deps
  const { version = () => usualSandboxVersion } = deps
  const plant = (revision: number) =>
    plantSeed(seed, { now: clock.now(), random, revision, version: version() })
  const read = file === undefined ? null : await readContent(file, clock.now)
  const storage = createStorage(read?.content ?? plant(1))
  const switches = createFaultSwitches()
  const {
    user = 'sandbox-admin',
    callerOf = () => createAdministrator(user, switches.current().isReadOnly),
  } = deps
  const cluster: Cluster = {
    storage,
    clock,
    random,
    callerOf,
    hasSelfSubjectReview: deps.hasSelfSubjectReview ?? true,
  }
  const { dispatcher, cutAll } = createDispatcher({
    isReachable: () => !switches.current().isDead,
    decide: (asked) => decide(cluster, switches, asked),
    latency: () => switches.current().latency,
    clock,
  })
  const stopControllers = startControllers(cluster, deps.controllerDelay ?? usualControllerDelay)
  const onProblem = deps.onFileProblem ?? (() => {})
  const keeper =
    file === undefined || !isKept
      ? null
      : createFileKeeper({ file, read: () => contentOf(storage), clock, onProblem })
  storage.listen(() => keeper?.changed())
  if (read?.content === null) keeper?.changed()
  const flush = () => keeper?.flush() ?? Promise.resolve()

  return {
    dispatcher,
    server: sandboxServer,
    problem: read?.problem ?? null,
    reset: () => replaceAll(storage, plant(storage.revision())),
    setOrganization: (objects) => replaceOrganization(cluster, objects),
    faults: switches.current,
    switchFaults: (changes) => {
      const faults = switches.change(changes)
      if (faults.isDead) cutAll()
      return faults
    },
    compact: storage.compact,
    flush,
    close: async () => {
      stopControllers()
      await dispatcher.close()
      // A failed write was already reported.
      await flush().catch(() => undefined)
    },
  }
}

function decide(cluster: Cluster, switches: FaultSwitches, request: ApiRequest): Fate {
  const failure = switches.nextFailure()
  if (failure !== null && failure !== 'cut') return { kind: 'answer', answer: failureAnswer(failure) }
  const found = answer(cluster, request)
  if (failure === 'cut') return { kind: 'cut' }
  // Like a kube-apiserver: the client can choose the id, and every response contains it.
  const id = request.header('audit-id') || randomUUID()
  return { kind: 'answer', answer: { ...found, headers: { ...found.headers, 'audit-id': id } } }
}

function contentOf(storage: Storage): StorageContent {
  const all = (resource: ResourceName) => storage.list(resource).map(({ object }) => object)
  return {
    revision: storage.revision(),
    objects: {
      namespaces: all('namespaces'),
      secrets: all('secrets'),
      pods: all('pods'),
      serviceaccounts: all('serviceaccounts'),
      ...Object.fromEntries(otherNames.map((name) => [name, all(name)])),
    },
  }
}

function replaceOrganization({ storage, random, clock }: Cluster, objects: OrganizationObjects): void {
  for (const name of customNames) {
    for (const { key } of storage.list(name)) storage.remove(name, key)
    for (const object of objects[name] ?? []) {
      const own = { uid: createUid(random), creationTimestamp: apiTime(clock.now()) }
      storage.put(name, keyOf(object), withMetadata(object, own))
    }
  }
}

/** Replaces everything with single writes, so that watches see the changes. */
function replaceAll(storage: Storage, { objects }: StorageContent): void {
  for (const resource of resourceNames.toReversed()) {
    for (const { key } of storage.list(resource)) storage.remove(resource, key)
  }
  for (const resource of resourceNames) {
    for (const object of objects[resource] ?? []) storage.put(resource, keyOf(object), object)
  }
}
