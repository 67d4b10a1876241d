import { onBeforeUnmount, shallowRef, watch, type Ref } from 'vue'
import type { Credential } from '../../../shared/credential.ts'
import { throttle } from '../../../shared/throttle.ts'
import { useCredentialsView } from '../../state/credentials-view/credentials-view.store.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'
import { createRowCounting, type RowCount } from '../../state/open-context/row-count.ts'

const second = 1000

/**
 * A count over the rows, repeated at most once a second while the component is mounted: when rows change, and when a
 * dependency of `again` does.
 */
export function useRowCounts<R>(
  countOf: () => RowCount<Credential, R>,
  again?: () => unknown,
): Readonly<Ref<R>> {
  const view = useCredentialsView()
  const list = useOpenContext()
  const counts = shallowRef<R>(countOf().result())
  const counting = createRowCounting<Credential, R>((found) => void (counts.value = found))
  const count = () => counting.count(list.credentialRows(), countOf())
  count()
  const { ask, stop } = throttle(second, count)
  const leave = list.onCredentials(ask)
  watch(again ?? (() => view.selection), ask)
  onBeforeUnmount(() => {
    leave()
    stop()
    counting.stop()
  })
  return counts
}
