import { changeNames } from '../../../shared/snapshot-text/comparison-text.ts'
import { changeKinds } from '../../../shared/snapshot.ts'
import { visibleText } from '../../../shared/visible-text.ts'
import { cellAt } from '../table/column.ts'
import { textOf, type ComparedRows, type Table } from '../table/table.ts'
import { shownCell } from '../query/show-rows.ts'
import type { Written } from './written.ts'

/**
 * A comparison for a terminal: the counts, then a line for each row with its changes. Long cells are cut, and invisible
 * characters are made visible.
 */
export function textPieces(table: Table, compared: ComparedRows, places: readonly number[]): Written {
  const { counts } = compared.comparison
  const line = (row: number) => {
    const change = changeKinds[compared.changes[row] ?? 0] ?? 'unchanged'
    const changes = change === 'changed' ? `: ${changesText(table, compared, places, row)}` : ''
    return `${visibleText(`${changeNames[change]}: ${nameOf(table, places, row)}${changes}`)}\n`
  }
  return {
    head: changeKinds.map((kind) => `${counts[kind]} ${kind}\n`).join(''),
    lines: (rows) => Array.from(rows, line),
    foot: '',
  }
}

function changesText(
  table: Table,
  { beforeCells, beforeRows, isSame }: ComparedRows,
  places: readonly number[],
  row: number,
): string {
  const changes = places.flatMap((place) => {
    const [before, after] = [beforeCells[place], table.cells[place]]
    if (before == null || after === undefined || isSame(place, row)) return []
    const title = table.columns[place]?.title ?? ''
    return [`${title}: ${shown(cellAt(before, beforeRows[row] ?? 0))} → ${shown(cellAt(after, row))}`]
  })
  return changes.join('; ')
}

const shown = (text: string): string => (text === '' ? '–' : shownCell(text))

/** A row's name and location; all its cells if it has no name. */
function nameOf(table: Table, places: readonly number[], row: number): string {
  const [name, kubernetesName, namespace, scope] = (
    ['name', 'kubernetesName', 'namespace', 'scope'] as const
  ).map((id) => shownCell(textOf(table, id, row)))
  const where = kubernetesName ? [namespace, kubernetesName].filter(Boolean).join('/') : scope
  if (name) return where ? `${name} (${where})` : name
  if (where) return where
  const cells = places.flatMap((place) => {
    const column = table.cells[place]
    const text = column === undefined ? '' : shownCell(cellAt(column, row))
    return text === '' ? [] : [text]
  })
  return cells.join(', ')
}
