import type { ColumnId } from '../../../shared/columns.ts'
import { cellAt, type CellColumn } from '../table/column.ts'
import { isSameTime } from '../table/read-times.ts'
import { someIssues } from '../table/read-words.ts'

/** Whether two different texts of a column mean the same; `null` for columns in which none do. */
function looseEquality(id: ColumnId | null): ((a: string, b: string) => boolean) | null {
  switch (id) {
    case 'createdAt':
    case 'rotatedAt':
      return isSameTime
    case 'status':
      // A CSV does not tell how many issues there are.
      return (a, b) => (a === someIssues && isCounted(b)) || (b === someIssues && isCounted(a))
    default:
      return null
  }
}

const isCounted = (status: string): boolean => /^\d+ issues?$/.test(status)

/** Whether a cell of one table equals one of another, by their rows. */
export type CellEquality = (beforeRow: number, afterRow: number) => boolean

/** Compares the cells of a column that two tables have. */
export function cellEquality(id: ColumnId | null, before: CellColumn, after: CellColumn): CellEquality {
  const loose = looseEquality(id)
  const exact = exactEquality(before, after)
  if (loose === null) return exact
  return (beforeRow, afterRow) =>
    exact(beforeRow, afterRow) || loose(cellAt(before, beforeRow), cellAt(after, afterRow))
}

function exactEquality(before: CellColumn, after: CellColumn): CellEquality {
  if (before.kind === 'plain' && after.kind === 'plain') {
    const [ours, theirs] = [before.cells, after.cells]
    return (beforeRow, afterRow) => ours[beforeRow] === theirs[afterRow]
  }
  if (before.kind === 'coded' && after.kind === 'coded') {
    const numbers = new Map<string, number>()
    const numbered = (values: readonly string[]) =>
      Uint32Array.from(values, (value) => {
        const number = numbers.get(value) ?? numbers.size
        numbers.set(value, number)
        return number
      })
    const [ours, theirs] = [numbered(before.values), numbered(after.values)]
    const [ourCodes, theirCodes] = [before.codes, after.codes]
    return (beforeRow, afterRow) => ours[ourCodes[beforeRow] ?? 0] === theirs[theirCodes[afterRow] ?? 0]
  }
  return (beforeRow, afterRow) => cellAt(before, beforeRow) === cellAt(after, afterRow)
}
