import { onBeforeUnmount, shallowRef, watch, type Ref } from 'vue'
import type { Ages } from '../../../shared/rotation.ts'
import { useCredentialsView } from '../../state/credentials-view/credentials-view.store.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'
import { throttle } from '../../../shared/throttle.ts'

const second = 1000

/** How old the rows are that pass the other filters, counted anew at most once a second while the component is there. */
export function useAges(): Readonly<Ref<Ages>> {
  const view = useCredentialsView()
  const list = useOpenContext()
  const ages = shallowRef<Ages>(view.ages())
  const { ask, stop } = throttle(second, () => void (ages.value = view.ages()))
  const leave = list.onCredentials(ask)
  watch(() => view.selection, ask)
  onBeforeUnmount(() => {
    leave()
    stop()
  })
  return ages
}
