import { computed, type ComputedRef } from 'vue'
import { counted } from '../../../../shared/number-text.ts'
import type { TableRow } from '../../../../shared/snapshot.ts'
import { csvTitle, csvWord } from '../../../../shared/snapshot-text/csv-word.ts'
import type { Action } from '../../../state/actions/action.ts'
import { useCopying } from '../../../state/copying/copying.store.ts'
import { kubectlNamePieces, tablePieces, type CopyForm } from '../../../state/copying/table-pieces.ts'
import { useApi } from '../../../api.ts'
import { textActions } from '../../rows/text-actions.ts'
import { cellTextOf } from './row-text.ts'
import { useTableDownload } from './table-download.store.ts'
import { placeOfId } from './table-columns.ts'
import { rowsOfCall, type TableView } from './table-view.ts'

/** How many rows one call fetches for copying. Fewer for a table with thousands of columns. */
const rowsAtOnce = 500

/** Some rows of an opened table, by id. */
export interface TableRowsMeant {
  count: number
  ids: () => number[]
}

/** The actions on some rows of an opened table. Empty if there are no rows. */
export function useTableActions(view: () => TableView, about: () => TableRowsMeant): ComputedRef<Action[]> {
  const api = useApi()
  const copying = useCopying()
  const download = useTableDownload()

  /** Converts rows to text as they arrive from the main process. */
  async function* pieces(ids: readonly number[], make: (rows: readonly TableRow[]) => Iterable<string>) {
    const { table, columns } = view()
    const step = Math.min(rowsAtOnce, rowsOfCall(columns.length))
    for (let from = 0; from < ids.length; from += step) {
      const result = await api.snapshots.named({ table, ids: ids.slice(from, from + step) })
      // A part of the rows isn't what was asked for.
      if (!result.ok) throw new Error(result.failure.code)
      yield* make(result.value.rows)
    }
  }

  function copyRows(form: CopyForm): void {
    const { columns, displayed } = view()
    const places = displayed.value
    const isCsv = form === 'csv'
    const shown = places.flatMap((place) => columns[place] ?? [])
    const titles = shown.map((column) => (isCsv ? csvTitle(column) : column.title))
    const cells = (row: TableRow) =>
      places.map((place) => {
        const { id = null } = columns[place] ?? {}
        return isCsv ? csvWord(id, row.cells[place] ?? '') : cellTextOf({ columns }, row, place)
      })
    async function* text() {
      yield* tablePieces(form, titles, [], cells)
      yield* pieces(about().ids(), (rows) => tablePieces(form, null, rows, cells))
    }
    void copying.copy(counted(about().count, 'row'), text())
  }

  function copyNames(namespace: number, name: number): void {
    const named = ({ cells }: TableRow) => ({
      namespace: cells[namespace] ?? '',
      kubernetesName: cells[name] ?? '',
    })
    const isNamed = (row: { kubernetesName: string }) => row.kubernetesName !== ''
    const text = pieces(about().ids(), (rows) => kubectlNamePieces(rows.map(named).filter(isNamed)))
    void copying.copy(counted(about().count, 'kubectl name'), text)
  }

  return computed(() => {
    const { count } = about()
    if (count === 0) return []
    const { columns } = view()
    const places = [placeOfId(columns, 'namespace'), placeOfId(columns, 'kubernetesName')] as const
    return textActions(
      { count, detail: counted(count, 'row') },
      {
        download: () => download.start(view(), 'csv', about().ids()),
        copyRows,
        ...(places.includes(-1) ? {} : { copyNames: () => copyNames(...places) }),
      },
    )
  })
}
