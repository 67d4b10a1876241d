import type { Failure } from '../../../shared/failure.ts'
import { registeredSelectors } from '../../../shared/registration.ts'
import type { InformerHealth, Informer } from '../../kube/lists/informer.ts'
import { rowsOfFirstPage } from '../../kube/lists/list-rows.ts'
import type { SecretsSource, SourceDeps } from './secrets-source.ts'

/**
 * Follows the registered secrets of all namespaces with a few lists. `onRefused` is called if the user can't list
 * cluster-wide.
 */
export function followClusterWide(
  deps: SourceDeps & { onRefused: (failure: Failure) => void },
): SecretsSource {
  const { connection, signal, inventory, onRefused } = deps
  const healths: (InformerHealth | null)[] = registeredSelectors.map(() => null)
  const listed = new Set<number>()
  const followings: Informer[] = []
  /** Rows of the first list so far. */
  let rowsOfFirst = 0

  function follow(labelSelector: string, list: number): void {
    const following = connection.startInformer({
      path: '/api/v1/secrets',
      labelSelector,
      // All but the first match only a few rows, which the server's cache returns without an etcd scan.
      fromCache: list > 0,
      signal,
      onRows: (rows, { listing }) => {
        inventory.put(list, rows, !listing)
        if (list === 0) rowsOfFirst += rows.length
        if (rowsOfFirst > rowsOfFirstPage) followRest()
        deps.onRows()
      },
      onRemoved: (uids) => {
        inventory.remove(list, uids)
        deps.onRows()
      },
      onListed: () => {
        listed.add(list)
        followRest()
        deps.onListed()
      },
      onHealth: (health) => {
        healths[list] = health
        if (health.state === 'failed' && isRefusal(health)) {
          onRefused(health.failure)
          return
        }
        if (health.state !== 'listing') followRest()
        deps.onHealth()
      },
    })
    followings.push(following)
  }

  /**
   * These wait until the first list is complete or its second answer arrives: the server, which prepares that answer,
   * has time then.
   */
  function followRest(): void {
    if (followings.length === 1)
      registeredSelectors.slice(1).forEach((selector, index) => follow(selector, index + 1))
  }

  follow(registeredSelectors[0] ?? '', 0)

  return {
    healths: () => healths,
    isListed: () => listed.size === registeredSelectors.length,
    refresh: () => {
      for (const following of followings) following.refresh()
    },
  }
}

const isRefusal = ({ failure, asOf }: InformerHealth & { state: 'failed' }): boolean =>
  failure.code === 'forbidden' && failure.verb === 'list' && asOf === ''
