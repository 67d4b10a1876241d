import { onBeforeUnmount, shallowRef, watch, type Ref } from 'vue'
import { useCredentialsView } from '../../state/credentials-view/credentials-view.store.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'
import { throttle } from '../../../shared/throttle.ts'

const second = 1000

/** What is counted of the rows, counted anew at most once a second while the component is there. */
export function useRowCounts<T>(count: () => T): Readonly<Ref<T>> {
  const view = useCredentialsView()
  const list = useOpenContext()
  const counts = shallowRef<T>(count())
  const { ask, stop } = throttle(second, () => void (counts.value = count()))
  const leave = list.onCredentials(ask)
  watch(() => view.selection, ask)
  onBeforeUnmount(() => {
    leave()
    stop()
  })
  return counts
}
