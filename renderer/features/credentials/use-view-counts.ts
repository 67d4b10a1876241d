import { onBeforeUnmount, shallowRef, watch, type Ref } from 'vue'
import type { Credential } from '../../../shared/credential.ts'
import { throttle } from '../../../shared/throttle.ts'
import { useCredentialsView } from '../../state/credentials-view/credentials-view.store.ts'
import { viewCount } from '../../state/credentials-view/view-counts.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'
import { createRowCounting } from '../../state/open-context/row-count.ts'
import { useSettingsStore } from '../../state/settings/settings.store.ts'

/** Milliseconds between two counts. */
const between = 2000

/** How many rows each saved view shows, by id. Counted in slices, and again some time after the list has changed. */
export function useViewCounts(): Readonly<Ref<ReadonlyMap<string, number>>> {
  const view = useCredentialsView()
  const list = useOpenContext()
  const settings = useSettingsStore()
  const counts = shallowRef<ReadonlyMap<string, number>>(new Map())
  const counting = createRowCounting<Credential, ReadonlyMap<string, number>>(
    (found) => void (counts.value = found),
  )

  function count(): void {
    const views = list.isComplete ? view.views : []
    const hasDescription = settings.current.descriptionUnderName
    counting.count(
      views.length === 0 ? [] : list.credentialRows(),
      viewCount(views, { selection: view.selection, hasDescription }),
    )
  }
  const { ask, stop } = throttle(between, count)
  const leave = list.onCredentials(ask)
  // Views and basis are recreated on every change of settings or search, so compare them by content.
  const by = () =>
    JSON.stringify([view.views, list.isComplete, view.basis, settings.current.descriptionUnderName])
  watch(by, ask, { immediate: true })
  onBeforeUnmount(() => {
    leave()
    stop()
    counting.stop()
  })
  return counts
}
