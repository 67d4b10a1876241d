import { failureOf, type Failure } from '../../../shared/failure.ts'
import type { UnseenUsers } from '../../../shared/usage.ts'
import { createLimit } from '../../base/limit.ts'
import type { Connection } from '../../kube/connection.ts'
import { fieldsOf } from '../../kube/core/models.ts'
import type { WorkloadKind } from './workload-kinds.ts'

type Fields = Readonly<Record<string, unknown>>

interface KindsRequest {
  connection: Pick<Connection, 'listObjects'>
  /** The namespaces to search. */
  namespaces: readonly string[]
  signal: AbortSignal
  /** Called whenever something was read or couldn't be. */
  onProgress: () => void
}

interface KindList<T> {
  kind: Pick<WorkloadKind, 'group' | 'resource' | 'versions'>
  read: (object: Fields) => T | null
  onObjects: (objects: T[]) => void
  fieldSelector?: string
  /** Instead of all. */
  namespaces?: readonly string[]
}

/** For more namespaces than this, a cluster-wide list is tried first. */
const fewNamespaces = 4
/** Lists at a time. Their pages are read in turns. */
const atOnce = 6
const mostNamed = 10

/**
 * Lists one kind of objects after another in some namespaces. What can't be listed is counted and never fails the
 * whole. A kind that the cluster doesn't serve has no objects.
 */
export function createKindLists({ connection, namespaces, signal, onProgress }: KindsRequest) {
  const limited = createLimit(atOnce)
  const wanted = new Set(namespaces)
  /** The failures by resource and namespace. */
  const unseen = new Map<string, Map<string, Failure>>()
  /** Contains an empty string for the whole cluster. */
  const unseenPlaces = new Set<string>()
  const counted = { objects: 0, lists: 0 }

  function listOnce<T>(path: string, list: KindList<T>): Promise<unknown> {
    const { fieldSelector } = list
    return limited(() =>
      connection.listObjects<T>({
        path,
        ...(fieldSelector === undefined ? {} : { fieldSelector }),
        signal,
        read: (object) => {
          const { namespace } = fieldsOf(object['metadata'])
          if (typeof namespace !== 'string' || !wanted.has(namespace)) return null
          counted.objects += 1
          return list.read(object)
        },
        onObjects: (objects) => {
          list.onObjects(objects)
          onProgress()
        },
      }),
    )
  }

  /** `null` if it was read or isn't served. */
  async function failureOfList<T>(namespace: string, list: KindList<T>): Promise<Failure | null> {
    const { group, resource, versions } = list.kind
    for (const version of versions) {
      const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`
      const place = namespace === '' ? '' : `/namespaces/${namespace}`
      try {
        await listOnce(`${root}${place}/${resource}`, list)
        return null
      } catch (error) {
        const failure = failureOf(error)
        if (failure === null) throw error
        if (failure.code !== 'not-found') return failure
      }
    }
    return null
  }

  function keepUnseen(resource: string, namespace: string, failure: Failure): void {
    unseenPlaces.add(namespace)
    unseen.set(resource, (unseen.get(resource) ?? new Map<string, Failure>()).set(namespace, failure))
    onProgress()
  }

  return {
    counted,
    async list<T>(list: KindList<T>): Promise<void> {
      const { namespaces: places = namespaces, kind } = list
      if (places.length > fewNamespaces) {
        const failure = await failureOfList('', list)
        // A user who can't list cluster-wide may be able to list some namespaces.
        if (failure?.code !== 'forbidden') {
          if (failure !== null && !signal.aborted) keepUnseen(kind.resource, '', failure)
          counted.lists += 1
          onProgress()
          return
        }
      }
      await Promise.all(
        places.map(async (namespace) => {
          const failure = await failureOfList(namespace, list)
          if (failure !== null && !signal.aborted) keepUnseen(kind.resource, namespace, failure)
        }),
      )
      counted.lists += 1
      onProgress()
    },
    /** Whether something in a namespace couldn't be listed. */
    isUnseen: (namespace: string): boolean => unseenPlaces.has('') || unseenPlaces.has(namespace),
    /** Everything that couldn't be listed so far, sorted by name and independent of the order of the lists. */
    unseen: (): UnseenUsers[] =>
      [...unseen].sort(byName).flatMap(([resource, found]) => {
        const places = [...found].sort(byName)
        const [first] = places
        if (first === undefined) return []
        const names = places.map(([place]) => place).filter((place) => place !== '')
        const failure = first[1]
        return [{ resource, count: places.length, namespaces: names.slice(0, mostNamed), failure }]
      }),
  }
}

const byName = ([one]: [string, unknown], [other]: [string, unknown]): number =>
  one < other ? -1 : one > other ? 1 : 0
