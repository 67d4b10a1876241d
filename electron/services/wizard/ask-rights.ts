import type { Right, Rights } from '../../../shared/contract/wizard.ts'
import type { Connection } from '../../kube/connection.ts'

type Verb = keyof Omit<Rights, 'namespace'>

/** Milliseconds for which an answer holds. */
const keptFor = 60_000

/**
 * Asks the cluster what this user may do with secrets. What is allowed in all namespaces is asked once; only the rest
 * is asked namespace by namespace. Answers are kept for a minute.
 */
export function createRights(connection: Connection, now: () => number = Date.now) {
  const kept = new Map<string, { until: number; right: Promise<Right> }>()

  function may(verb: Verb, namespace: string): Promise<Right> {
    const key = `${verb}/${namespace}`
    const found = kept.get(key)
    if (found !== undefined && found.until > now()) return found.right
    const right = connection.mayDo({ verb, resource: 'secrets', namespace })
    kept.set(key, { until: now() + keptFor, right })
    // A question that failed is no answer.
    right.catch(() => kept.delete(key))
    return right
  }

  async function rightIn(verb: Verb, namespace: string): Promise<Right> {
    const everywhere = await may(verb, '')
    return everywhere.allowed ? everywhere : may(verb, namespace)
  }

  return async (namespaces: readonly string[]): Promise<Rights[]> =>
    Promise.all(
      namespaces.map(async (namespace) => {
        const [create, patch, get] = await Promise.all([
          rightIn('create', namespace),
          rightIn('patch', namespace),
          rightIn('get', namespace),
        ])
        return { namespace, create, patch, get }
      }),
    )
}
