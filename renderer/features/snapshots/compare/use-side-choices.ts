import { computed } from 'vue'
import { dateText } from '../../../../shared/columns.ts'
import type { SnapshotFile } from '../../../../shared/snapshot.ts'
import { useApplicationStore } from '../../../state/application.store.ts'
import type { MenuEntry } from '../../../ui/menu-entry.ts'
import { counted, grouped } from '../../../../shared/number-text.ts'
import { useContextMarks } from '../../../state/contexts/context-marks.store.ts'
import { useOpenContext } from '../../../state/open-context/open-context.store.ts'
import type { CompareSide } from './comparing.ts'
import { useHistory } from '../history/history.store.ts'
import { useOpenedSnapshots } from '../file/opened-snapshots.store.ts'

/** The maximum length of each list. Others are reached by their page or the dialog. */
const mostOfHistory = 30
const mostRecent = 10

interface SideChoice {
  side: CompareSide
  entry: MenuEntry
}

/** What can be compared: the live list, open snapshots, those of the history, and recent files. */
export function useSideChoices() {
  const opened = useOpenedSnapshots()
  const history = useHistory()
  const openContext = useOpenContext()
  const marks = useContextMarks()
  const application = useApplicationStore()

  const live = computed<SideChoice[]>(() => {
    const { context, counts } = openContext
    if (context === '') return []
    const label = marks.nameOf(context)
    const detail = `The live list, ${counted(counts.credentials, 'credential')}`
    return [{ side: { kind: 'live', context }, entry: { id: 'live', icon: 'cluster', label, detail } }]
  })
  const choice = (file: SnapshotFile, detail: string): SideChoice => ({
    side: { kind: 'file', file },
    entry: { id: file.id, icon: 'snapshot', label: file.name, detail },
  })
  const open = computed(() =>
    opened.openSnapshots.map(({ file, table }) => {
      const { value } = table
      if (value === null) return choice(file, 'Open')
      return choice(file, `Open, ${dateText(value.snapshot.madeAt)}, ${counted(value.snapshot.rows, 'row')}`)
    }),
  )
  const series = computed(() =>
    [...(history.there?.points ?? [])]
      .reverse()
      .slice(0, mostOfHistory)
      .map(({ file, at, rows }) => choice(file, `History, ${dateText(at)}, ${counted(rows, 'row')}`)),
  )
  const recent = computed(() =>
    opened.recent.slice(0, mostRecent).map((file) => choice(file, application.shortPath(file.folder))),
  )
  const choices = computed(() => {
    const seen = new Set<string>()
    return [...live.value, ...open.value, ...series.value, ...recent.value].filter(({ entry }) => {
      const isNew = !seen.has(entry.id)
      seen.add(entry.id)
      return isNew
    })
  })

  /** The name of a side, with a detail. */
  function nameOf(side: CompareSide): { name: string; detail: string } {
    if (side.kind === 'live')
      return { name: marks.nameOf(side.context), detail: `live, ${grouped(openContext.counts.credentials)}` }
    const snapshot = opened.find(side.file.id)?.table.value?.snapshot
    const detail = snapshot === undefined ? '' : `${dateText(snapshot.madeAt)}, ${grouped(snapshot.rows)}`
    return { name: side.file.name, detail }
  }

  return { choices, nameOf }
}
