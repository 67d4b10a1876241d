import { shallowRef } from 'vue'
import { mostIdsAtOnce } from '../../../../shared/contract/snapshots.ts'
import type { Api } from '../../../api.ts'
import { createGridSelection, type GridSelection } from '../../../ui/grid/grid-selection.ts'
import type { RowSource } from '../../../ui/grid/row-source.ts'
import type { RowPages } from './row-pages.ts'

/** A row by its id, independent of its index. */
interface NamedRow {
  uid: string
}

interface Deps {
  api: Pick<Api, 'snapshots'>
  table: string
  /** The shown rows. `null` before the first arrive. */
  pages: () => RowPages | null
}

/** The order of one selection of the table: the row id at each index. */
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

/** The selected rows of an opened table, as its grid needs them, and by id. */
interface TablePicks extends GridSelection {
  /** The ids of selected rows: the shown ones in table order, then the hidden ones. */
  ids: () => number[]
  /** Another selection of the table is shown. */
  follow: (version: number) => Promise<void>
  /** The table was renewed: removed rows are deselected. */
  forgetGone: () => Promise<void>
}

/**
 * Which rows of an opened table are selected. The rows are in the main process: the grid knows them by index, the
 * selection by id, which doesn't depend on search, filters and sort order. The ids at the indices are requested once
 * something is selected.
 */
export function createTableSelection({ api, table, pages }: Deps): TablePicks {
  const order = shallowRef(orderOf([]))
  let version = -1
  let loaded = -1
  let loading: { of: number; done: Promise<boolean | null> } | null = null
  /** Continues what waits for another selection of the table. */
  let followed = (): void => undefined
  const inner = createGridSelection<NamedRow>({
    shown: () => order.value,
    find: (uid) => ({ uid }),
    isNarrowed: () => true,
  })

  /** False if the main process has another order already. `null` if it can't be asked. */
  async function load(): Promise<boolean | null> {
    const mine = version
    const length = pages()?.source.length ?? 0
    const ids: number[] = []
    while (ids.length < length) {
      const range = { version: mine, from: ids.length, count: mostIdsAtOnce }
      const result = await api.snapshots.ids({ table, ...range })
      if (!result.ok) return null
      if (result.value.ids.length === 0) break
      ids.push(...result.value.ids)
    }
    if (mine !== version || ids.length < length) return false
    order.value = orderOf(ids)
    loaded = mine
    return true
  }

  /** Runs something once the order is known. Does nothing if it can't be read. */
  async function withOrder(then: () => void): Promise<void> {
    while (loaded !== version) {
      if (loading?.of !== version) loading = { of: version, done: load() }
      const mine = loading
      const isThere = await mine.done
      if (loading === mine) loading = null
      if (isThere === null) return
      // The next one is on its way.
      if (!isThere && mine.of === version) await nextSelection()
    }
    then()
  }

  const nextSelection = () =>
    new Promise<void>((resolve) => {
      const before = followed
      followed = () => {
        before()
        resolve()
      }
    })

  /** The row id at an index of the grid. Empty if it hasn't been fetched. */
  const nameAt = (place: string): string => {
    const row = pages()?.source.at(Number(place))?.row
    return row == null ? '' : String(row.id)
  }
  /** The id of the row that is at an index now, also if it is asked for after another selection. */
  function idAt(place: string): () => string {
    const [name, of] = [nameAt(place), version]
    return () => name || (of === version ? (order.value.at(Number(place))?.uid ?? '') : '')
  }

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
      const id = idAt(place)
      void withOrder(() => {
        if (id() !== '') inner.toggle(id())
      })
    },
    extend(from, to) {
      const [start, end] = [idAt(from), idAt(to)]
      void withOrder(() => inner.extend(start(), end()))
    },
    endRange: inner.endRange,
    selectAll: () => void withOrder(inner.selectAll),
    toggleAll: () => void withOrder(inner.toggleAll),
    clear: inner.clear,
    ids: () => inner.rows().map(({ uid }) => Number(uid)),
    async follow(next) {
      version = next
      followed()
      followed = () => undefined
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
