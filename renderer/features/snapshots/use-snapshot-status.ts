import { computed, type ComputedRef } from 'vue'
import { useRoute } from 'vue-router'
import { grouped, counted } from '../../../shared/number-text.ts'
import { differenceText } from '../../../shared/snapshot-text/comparison-text.ts'
import { useComparing } from './compare/comparing.store.ts'
import { useHistory } from './history/history.store.ts'
import { useOpenedSnapshots } from './file/opened-snapshots.store.ts'

/** The text in the status bar for the current snapshot page. */
export function useSnapshotStatus(): ComputedRef<string> {
  const route = useRoute()
  const opened = useOpenedSnapshots()
  const comparing = useComparing()
  const history = useHistory()

  function ofFile(id: string): string {
    const table = opened.find(id)?.table.value
    if (table === null || table === undefined) return ''
    const { snapshot, view } = table
    const rows = counted(snapshot.rows, 'row')
    const shown = view.isNarrowed.value ? `${grouped(view.selected.value)} of ${rows}` : rows
    return `${shown} in ${snapshot.file.name}`
  }

  return computed(() => {
    switch (route.name) {
      case 'snapshot':
        return ofFile(String(route.params['id']))
      case 'compare':
        return comparing.compared === null ? '' : differenceText(comparing.compared.comparison)
      case 'history': {
        const { there } = history
        if (there === null) return ''
        return `${counted(there.points.length, 'snapshot')}, ${counted(there.eventCount, 'event')}`
      }
      default:
        return opened.openSnapshots.length === 0
          ? ''
          : `${counted(opened.openSnapshots.length, 'snapshot')} open`
    }
  })
}
