import { defineStore } from 'pinia'
import { computed } from 'vue'
import { TableLayout, type TableId } from '../../../shared/contract/settings.ts'
import { createNeeds, type GridLayout } from '../../ui/grid/grid-layout.ts'
import { useSettingsStore } from '../settings/settings.store.ts'
import { columnsToKeep, laidOutColumns } from './laid-out-columns.ts'

/** Maximum length of a column's name in the settings, and maximum number of widths. */
const longestName = 120
const mostWidths = 300

const usualLayout = TableLayout.parse({})

/** The layout of each table, stored in the settings. */
export const useTableLayouts = defineStore('table-layouts', () => {
  const settings = useSettingsStore()
  const grids = new Map<TableId, GridLayout>()

  const layoutOf = (table: TableId): TableLayout => settings.current.tableLayouts[table] ?? usualLayout
  const change = (table: TableId, part: Partial<TableLayout>) =>
    settings.change({
      tableLayouts: { ...settings.current.tableLayouts, [table]: { ...layoutOf(table), ...part } },
    })

  function createLayout(table: TableId): GridLayout {
    const needs = createNeeds()
    return {
      get widths() {
        return new Map(Object.entries(layoutOf(table).widths))
      },
      get kept() {
        return layoutOf(table).kept
      },
      get needs() {
        return needs.read()
      },
      setWidths(widths) {
        const fitting = [...widths].filter(([name]) => name.length <= longestName)
        void change(table, { widths: Object.fromEntries(fitting.slice(-mostWidths)) })
      },
      setKept: (kept) => void change(table, { kept: Math.min(Math.max(1, kept), 20) }),
      setNeeds: needs.add,
    }
  }

  /** Widths and pinned columns of a table, for its grid. */
  function gridOf(table: TableId): GridLayout {
    const grid = grids.get(table) ?? createLayout(table)
    grids.set(table, grid)
    return grid
  }

  return {
    gridOf,
    /** The names of the columns that a table shows. */
    columnsOf: (table: TableId, all: readonly string[], usual: readonly string[]) =>
      laidOutColumns(all, usual, settings.current.tableLayouts[table]),
    /** Shows these columns in this order. `null`: the default ones. */
    setColumns: (table: TableId, usual: readonly string[], shown: readonly string[] | null) =>
      void change(table, shown === null ? { columns: [], hidden: [] } : columnsToKeep(usual, shown)),
    /** Whether rows are compact. */
    isDense: computed(() => settings.current.density === 'compact'),
    toggleDensity: () =>
      void settings.change({
        density: settings.current.density === 'compact' ? 'comfortable' : 'compact',
      }),
  }
})
