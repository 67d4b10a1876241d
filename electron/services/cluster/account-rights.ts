import type { AccountRights } from '../../../shared/contract/cluster.ts'
import type { OpenCluster } from './open-cluster.ts'

/** How many namespaces are asked about individually. Beyond that the answer stays uncertain. */
const mostAsked = 100
/** Requests at a time. This isn't urgent. */
const atOnce = 4

/**
 * Finds out what this user may write in an open cluster at all. Takes two requests if the user may write everywhere;
 * otherwise asks about the namespaces of credentials until it finds one. Rejects if the cluster doesn't answer.
 */
export async function askAccountRights({
  rights,
  list,
  runaiNamespace,
}: Pick<OpenCluster, 'rights' | 'list' | 'runaiNamespace'>): Promise<AccountRights> {
  const inAll = await bothIn('')
  if (inAll.every(({ allowed }) => allowed)) return { kind: 'all' }
  if (inAll.some(({ allowed }) => allowed)) return { kind: 'some' }
  const namespaces = [...new Set([runaiNamespace(), ...list.namespacesOf({ kind: 'cluster', id: '' })])]
  let reason = inAll.find((right) => right.reason !== '')?.reason ?? ''
  for (let from = 0; from < Math.min(namespaces.length, mostAsked); from += atOnce) {
    const some = await Promise.all(namespaces.slice(from, Math.min(from + atOnce, mostAsked)).map(bothIn))
    if (some.flat().some(({ allowed }) => allowed)) return { kind: 'some' }
    reason ||= some.flat().find((right) => right.reason !== '')?.reason ?? ''
  }
  return namespaces.length > mostAsked ? { kind: 'unsure' } : { kind: 'none', reason }

  function bothIn(namespace: string) {
    return Promise.all([rights.may('create', namespace), rights.may('patch', namespace)])
  }
}
