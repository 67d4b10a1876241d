import type { Right, Rights } from '../../../shared/contract/wizard.ts'
import { failureOf } from '../../../shared/failure.ts'
import type { Connection } from '../../kube/connection.ts'

type Verb = keyof Omit<Rights, 'namespace'> | 'delete'

/** How long an answer is cached, in milliseconds. */
const keptFor = 60_000

/** What a user may do with secrets, according to the cluster. */
export interface KeptRights {
  ask: (namespaces: readonly string[]) => Promise<Rights[]>
  /** One verb in one namespace. */
  may: (verb: Verb, namespace: string) => Promise<Right>
  /** Runs a write. If it is refused, the cached permissions of its namespace are outdated and are dropped. */
  invalidateOnForbidden: <T>(write: () => Promise<T>) => Promise<T>
  /** Drops all cached answers. */
  forget: () => void
}

/**
 * Asks the cluster what this user may do with secrets. Asks once for all namespaces, and per namespace only for the
 * rest. Caches answers for a minute.
 */
export function createRights(
  connection: Pick<Connection, 'mayDo'>,
  now: () => number = () => performance.now(),
): KeptRights {
  const kept = new Map<string, { until: number; right: Promise<Right> }>()

  function may(verb: Verb, namespace: string): Promise<Right> {
    const key = `${verb}/${namespace}`
    const found = kept.get(key)
    if (found !== undefined && found.until > now()) return found.right
    const right = connection.mayDo({ verb, resource: 'secrets', namespace })
    const mine = { until: now() + keptFor, right }
    kept.set(key, mine)
    // A failed request isn't an answer.
    right.catch(() => {
      if (kept.get(key) === mine) kept.delete(key)
    })
    return right
  }

  async function rightIn(verb: Verb, namespace: string): Promise<Right> {
    const everywhere = await may(verb, '')
    return everywhere.allowed ? everywhere : may(verb, namespace)
  }

  return {
    may: rightIn,
    ask: (namespaces) =>
      Promise.all(
        namespaces.map(async (namespace) => {
          const [create, patch, get] = await Promise.all([
            rightIn('create', namespace),
            rightIn('patch', namespace),
            rightIn('get', namespace),
          ])
          return { namespace, create, patch, get }
        }),
      ),
    invalidateOnForbidden: async (write) => {
      try {
        return await write()
      } catch (error) {
        const failure = failureOf(error)
        if (failure?.code === 'forbidden') {
          // It may have been allowed there by a permission for all namespaces.
          for (const key of kept.keys()) {
            if (key.endsWith('/') || key.endsWith(`/${failure.namespace}`)) kept.delete(key)
          }
        }
        throw error
      }
    },
    forget: () => kept.clear(),
  }
}
