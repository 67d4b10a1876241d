import { defineStore } from 'pinia'
import { ref } from 'vue'
import { useApi } from '../../../api.ts'
import type { TableForm } from '../../../../shared/snapshot.ts'
import { createDownload } from '../../download/download.ts'
import type { TableView } from './table-view.ts'

const names = { csv: 'CSV', html: 'report', pdf: 'PDF' } as const satisfies Record<TableForm, string>

/** The download of the shown rows of an opened table. */
export const useTableDownload = defineStore('table-download', () => {
  const api = useApi()
  const { start: begin, ...download } = createDownload()
  const table = ref('')
  const what = ref<(typeof names)[TableForm]>('CSV')

  let again = () => {}

  /** Writes what is shown, or the rows with these ids. */
  function start(view: TableView, as: TableForm, ids?: number[]): void {
    const selection = view.selection.value
    const wanted = { table: view.table, selection, as, ...(ids === undefined ? {} : { ids }) }
    const isBegun = begin(selection.columns.length, (handlers) => api.snapshots.save(wanted, handlers))
    if (!isBegun) return
    table.value = view.table
    what.value = names[as]
    again = () => start(view, as, ids)
  }

  return {
    ...download,
    /** The table of the download. */
    table,
    what,
    start,
    /** Writes the same rows again. */
    again: () => again(),
  }
})
