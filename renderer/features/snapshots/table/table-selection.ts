import { shallowRef } from 'vue'
import { mostIdsAtOnce } from '../../../../shared/contract/snapshots.ts'
import type { Api } from '../../../api.ts'
import { createGridSelection, type GridSelection } from '../../../ui/grid/grid-selection.ts'
import type { RowSource } from '../../../ui/grid/row-source.ts'
import type { RowPages } from './row-pages.ts'

/** A row by what it is called, whatever place it has. */
interface NamedRow {
  uid: string
}

interface Deps {
  api: Pick<Api, 'snapshots'>
  table: string
  /** The rows that are shown, `null` before the first are there. */
  pages: () => RowPages | null
}

/** The order of one selection of the table: what the row at each place is called. */
function orderOf(ids: readonly number[]): RowSource<NamedRow> {
  let places: Map<string, number> | null = null
  const uidAt = (place: number) => String(ids[place] ?? '')
  return {
    length: ids.length,
    isByPlace: false,
    at: (place) => (place < ids.length ? { uid: uidAt(place) } : undefined),
    placeOf(uid) {
      places ??= new Map(ids.map((id, place) => [String(id), place]))
      return places.get(uid) ?? -1
    },
  }
}

/** The selected rows of an opened table, as its grid needs them, and by their names. */
export interface TablePicks extends GridSelection {
  /** The selected rows by their names: the shown ones in the table's order, then those that are hidden. */
  ids: () => number[]
  /** Another selection of the table is shown. */
  follow: (version: number) => Promise<void>
  /** The table was renewed: what is gone is not selected anymore. */
  forgetGone: () => Promise<void>
}

/**
 * Which rows of an opened table are selected. The rows lie in the main process: the grid knows them by their place, the
 * selection by their names, which stay whatever is searched, filtered and sorted. Which name is at which place is asked
 * for once something is selected.
 */
export function createTableSelection({ api, table, pages }: Deps): TablePicks {
  const order = shallowRef(orderOf([]))
  let version = -1
  let loaded = -1
  let loading: { of: number; done: Promise<boolean> } | null = null
  const inner = createGridSelection<NamedRow>({
    shown: () => order.value,
    find: (uid) => ({ uid }),
    isNarrowed: () => true,
  })

  async function load(): Promise<boolean> {
    const mine = version
    const length = pages()?.source.length ?? 0
    const ids: number[] = []
    while (ids.length < length) {
      const range = { version: mine, from: ids.length, count: mostIdsAtOnce }
      const result = await api.snapshots.ids({ table, ...range })
      if (!result.ok || result.value.ids.length === 0) break
      ids.push(...result.value.ids)
    }
    if (mine !== version || ids.length < length) return false
    order.value = orderOf(ids)
    loaded = mine
    return true
  }

  /** Does something once the order of what is shown is known; where it can't be had, nothing. */
  async function withOrder(then: () => void): Promise<void> {
    if (loaded !== version) {
      if (loading?.of !== version) loading = { of: version, done: load() }
      const mine = loading
      const isThere = await mine.done
      if (loading === mine) loading = null
      if (!isThere || loaded !== version) return
    }
    then()
  }

  /** What the row at a place of the grid is called; empty where it was not fetched yet. */
  const nameAt = (place: string): string => {
    const row = pages()?.source.at(Number(place))?.row
    return row == null ? '' : String(row.id)
  }
  const namedAt = (place: string): string => order.value.at(Number(place))?.uid ?? ''

  return {
    get count() {
      return inner.count
    },
    get hidden() {
      return inner.hidden
    },
    get extent() {
      return inner.extent
    },
    has: (place) => inner.has(nameAt(place)),
    toggle(place) {
      void withOrder(() => {
        if (namedAt(place) !== '') inner.toggle(namedAt(place))
      })
    },
    extend(from, to) {
      void withOrder(() => inner.extend(namedAt(from), namedAt(to)))
    },
    endRange: inner.endRange,
    selectAll: () => void withOrder(inner.selectAll),
    toggleAll: () => void withOrder(inner.toggleAll),
    clear: inner.clear,
    ids: () => inner.rows().map(({ uid }) => Number(uid)),
    async follow(next) {
      version = next
      if (inner.count > 0) await withOrder(() => undefined)
    },
    async forgetGone() {
      if (inner.count === 0) return
      const asked = [...inner.uids]
      const result = await api.snapshots.kept({ table, ids: asked.map(Number) })
      if (!result.ok) return
      const kept = new Set(result.value.ids.map(String))
      inner.take({ changed: [], removed: asked.filter((uid) => !kept.has(uid)) })
    },
  }
}
