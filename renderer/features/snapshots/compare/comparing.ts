import { computed, ref, shallowRef, watch } from 'vue'
import type { SideAsked } from '../../../../shared/contract/snapshots.ts'
import type { Failure } from '../../../../shared/failure.ts'
import type { AgeLimits } from '../../../../shared/rotation.ts'
import {
  differenceKinds,
  type ComparedColumn,
  type Comparison,
  type SnapshotFile,
} from '../../../../shared/snapshot.ts'
import type { Api } from '../../../api.ts'
import type { OpenSnapshot } from '../file/open-snapshot.ts'
import { comparedAtFirst } from '../table/table-columns.ts'
import { createTableView, type TableView } from '../table/table-view.ts'

export type CompareSide = { kind: 'file'; file: SnapshotFile } | { kind: 'live'; context: string }
export type SideName = 'before' | 'after'

interface ComparingDeps {
  api: Pick<Api, 'snapshots'>
  ageLimits: () => AgeLimits
  /** The open snapshot of a file. Reads it if it isn't open yet. */
  open: (file: SnapshotFile) => OpenSnapshot
  find: (id: string) => OpenSnapshot | undefined
}

/** What was compared, and how it is shown. */
export interface ComparedTable {
  comparison: Comparison
  view: TableView<ComparedColumn>
}

/** Whether a renewed comparison has the same columns as before. */
const hasSameColumns = (a: readonly ComparedColumn[], b: readonly ComparedColumn[]): boolean =>
  a.length === b.length && a.every(({ title, in: side }, at) => b[at]?.title === title && b[at].in === side)

/** The two sides, and the request to the main process once both are ready. */
function createSides({ open, find }: Pick<ComparingDeps, 'open' | 'find'>) {
  const before = shallowRef<CompareSide | null>(null)
  const after = shallowRef<CompareSide | null>(null)

  const openSnapshotOf = (side: CompareSide | null): OpenSnapshot | null =>
    side?.kind === 'file' ? (find(side.file.id) ?? null) : null

  function askedOf(side: CompareSide | null): SideAsked | null {
    if (side === null) return null
    if (side.kind === 'live') return { kind: 'live', context: side.context }
    const table = openSnapshotOf(side)?.table.value
    return table === null || table === undefined ? null : { kind: 'table', table: table.id }
  }

  function set(name: SideName, side: CompareSide): void {
    if (side.kind === 'file') open(side.file)
    if (name === 'before') before.value = side
    else after.value = side
  }

  return {
    before,
    after,
    openSnapshotOf,
    set,
    /** `null` until both are ready. */
    asked: computed(() => {
      const [a, b] = [askedOf(before.value), askedOf(after.value)]
      return a === null || b === null ? null : { before: a, after: b }
    }),
    isChosen: () => before.value !== null && after.value !== null,
    setBoth(a: CompareSide, b: CompareSide): void {
      set('before', a)
      set('after', b)
    },
    swap(): void {
      const [a, b] = [before.value, after.value]
      before.value = b
      after.value = a
    },
    /** Rereads a side that failed. */
    openAgain(): void {
      for (const side of [before.value, after.value]) if (side?.kind === 'file') open(side.file)
    },
    forget(): void {
      before.value = null
      after.value = null
    },
  }
}

/**
 * Two sides and their differences: A is before, B after. Compares once both are ready, and follows a live side. The
 * current result stays until the next one arrives.
 */
export function createComparing({ api, ageLimits, ...files }: ComparingDeps) {
  const { asked, isChosen, openAgain, forget, ...sides } = createSides(files)
  const failure = shallowRef<Failure | null>(null)
  const isComparing = ref(false)
  const compared = shallowRef<ComparedTable | null>(null)
  let stop: (() => void) | null = null

  function take(table: string, comparison: Comparison): void {
    isComparing.value = false
    failure.value = null
    const known = compared.value
    if (known?.view.table === table && hasSameColumns(known.view.columns, comparison.columns)) {
      compared.value = { comparison, view: known.view }
      void known.view.refresh()
      return
    }
    const view = createTableView<ComparedColumn>({
      api,
      table,
      columns: comparison.columns,
      shown: comparedAtFirst(comparison.columns),
      changes: differenceKinds,
      ageLimits,
      onLost: fail,
    })
    if (known !== null) {
      view.search.value = known.view.search.value
      view.kinds.value = known.view.kinds.value
      known.view.end()
    }
    compared.value = { comparison, view }
  }

  function forgetCompared(): void {
    compared.value?.view.end()
    compared.value = null
  }

  function fail(found: Failure): void {
    isComparing.value = false
    failure.value = found
    forgetCompared()
  }

  function compare(both: { before: SideAsked; after: SideAsked }): void {
    const stopBefore = stop
    failure.value = null
    isComparing.value = true
    stop = api.snapshots.compare(both, {
      onMessage: ({ table, comparison }) => take(table, comparison),
      onEnd: () => void (isComparing.value = false),
      onFailure: fail,
    })
    stopBefore?.()
  }

  function leave(): void {
    stop?.()
    stop = null
    isComparing.value = false
  }

  watch(
    () => JSON.stringify(asked.value),
    () => {
      if (asked.value !== null) compare(asked.value)
      else if (!isChosen()) {
        leave()
        forgetCompared()
      }
    },
  )

  return {
    ...sides,
    failure,
    /** No result is known yet. */
    isComparing,
    compared,
    /** Compares again after a failure. Rereads a side that failed. */
    again(): void {
      openAgain()
      if (asked.value !== null) compare(asked.value)
    },
    /** Ends the comparison and stops following. */
    close(): void {
      leave()
      forgetCompared()
      failure.value = null
      forget()
    },
  }
}
