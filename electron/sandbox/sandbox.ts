import { randomUUID } from 'node:crypto'
import type { Dispatcher } from 'undici'
import { usualSandboxVersion, type SandboxVersion } from '../../shared/sandbox.ts'
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
import type { Faults, FaultSwitches } from './faults.ts'
import { createFileKeeper, readContent } from './keep-file.ts'
import type { FileProblem } from './keep-file.ts'
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
export type { Faults } from './faults.ts'
export type { FileProblem } from './keep-file.ts'

export interface SandboxDeps {
  /** Where it is kept; without one it lives as long as the process. */
  file?: string
  /** Changes are written to the file; else it is only read. */
  isKept?: boolean
  /** What is in it at first: the demo company unless told. */
  seed?: Seed
  /** The Run:ai whose cluster the company has, asked whenever it is put there. */
  version?: () => SandboxVersion
  /** Who the cluster takes its user for: someone who may do everything that the switches leave. */
  user?: string
  /** Who sends a request, where there are several; `null`: nobody that is known. */
  callerOf?: (request: ApiRequest) => Caller | null
  /** Milliseconds until what was deleted with all that is in it has gone; `Infinity`: never. */
  controllerDelay?: number
  /** Clusters before 1.27 can't be asked who one is. */
  hasSelfSubjectReview?: boolean
  /** Called with a write to the file that failed, and `null` when one has worked again. */
  onFileProblem?: (reason: string | null) => void
  clock?: Clock
  random?: () => number
}

/** Departments and projects by their kind, each as it would be sent: no field of the server's own. */
export type OrganizationObjects = Partial<Record<CustomName, readonly KubeObject[]>>

/** A cluster in this process. It opens no port: requests reach it through `dispatcher` alone. */
export interface Sandbox {
  dispatcher: Dispatcher
  server: string
  /** Its file could not be read at the start, and the seed stands in. */
  problem: FileProblem | null
  /** Puts everything back to the seed, as of now. */
  reset: () => void
  /**
   * Does what Run:ai alone does in a cluster: gives it these departments and projects, in place of all that it has. A kind
   * without objects is none that the cluster knows.
   */
  setOrganization: (objects: OrganizationObjects) => void
  faults: () => Faults
  switchFaults: (changes: Partial<Faults>) => Faults
  /** Forgets earlier versions: page tokens and watches from before expire. */
  compact: () => void
  /** Resolves when all changes are in the file. */
  flush: () => Promise<void>
  /** Ends every request and writes the file. */
  close: () => Promise<void>
}

const usualControllerDelay = 1_500

/** Opens the sandbox as an earlier run left it, or with its seed. */
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
      // A write that fails has been told.
      await flush().catch(() => undefined)
    },
  }
}

function decide(cluster: Cluster, switches: FaultSwitches, request: ApiRequest): Fate {
  const failure = switches.nextFailure()
  if (failure !== null && failure !== 'cut') return { kind: 'answer', answer: failureAnswer(failure) }
  const found = answer(cluster, request)
  if (failure === 'cut') return { kind: 'cut' }
  // As a kube-apiserver does: who asks may name the id, and every answer tells it.
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

/** Replaces everything by writes, so that watches see it happen. */
function replaceAll(storage: Storage, { objects }: StorageContent): void {
  for (const resource of resourceNames.toReversed()) {
    for (const { key } of storage.list(resource)) storage.remove(resource, key)
  }
  for (const resource of resourceNames) {
    for (const object of objects[resource] ?? []) storage.put(resource, keyOf(object), object)
  }
}
