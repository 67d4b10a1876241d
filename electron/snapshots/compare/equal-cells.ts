import type { ColumnId } from '../../../shared/columns.ts'
import { cellAt, type CellColumn } from '../table/column.ts'
import { mayBeSameTime } from '../table/read-times.ts'
import { someIssues } from '../table/read-words.ts'
import { eachInSlices, type Slices } from '../table/slices.ts'
import { evenBreaks } from './even-breaks.ts'

/** Returns a test whether two different texts of a column mean the same; `null` for columns without such texts. */
function looseEquality(id: ColumnId | null): ((a: string, b: string) => boolean) | null {
  switch (id) {
    case 'createdAt':
    case 'rotatedAt':
    case 'expiresAt':
      return mayBeSameTime
    case 'status':
      // A CSV may not contain the number of issues.
      return (a, b) => (a === someIssues && isCounted(b)) || (b === someIssues && isCounted(a))
    default:
      return null
  }
}

const isCounted = (status: string): boolean => /^\d+ issues?$/.test(status)

/** Whether a cell of the earlier table equals one of the later, by row. */
export type CellEquality = (beforeRow: number, afterRow: number) => boolean

/** Compares the cells of a column that both tables have. */
export async function cellEquality(
  id: ColumnId | null,
  { before, after }: { before: CellColumn; after: CellColumn },
  slices: Slices,
): Promise<CellEquality> {
  const loose = looseEquality(id)
  const exact = await exactEquality(before, after, slices)
  if (loose === null) return exact
  return (beforeRow, afterRow) =>
    exact(beforeRow, afterRow) || loose(cellAt(before, beforeRow), cellAt(after, afterRow))
}

/** Equality except for the kind of line breaks. */
async function exactEquality(before: CellColumn, after: CellColumn, slices: Slices): Promise<CellEquality> {
  if (before.kind === 'coded' && after.kind === 'coded') {
    const numbers = new Map<string, number>()
    const numbered = async (values: readonly string[]) => {
      const own = new Uint32Array(values.length)
      await eachInSlices(values.length, slices, (code) => {
        const text = evenBreaks(values[code] ?? '')
        const number = numbers.get(text) ?? numbers.size
        numbers.set(text, number)
        own[code] = number
      })
      return own
    }
    const [ours, theirs] = [await numbered(before.values), await numbered(after.values)]
    const [ourCodes, theirCodes] = [before.codes, after.codes]
    return (beforeRow, afterRow) => ours[ourCodes[beforeRow] ?? 0] === theirs[theirCodes[afterRow] ?? 0]
  }
  return (beforeRow, afterRow) => {
    const [one, other] = [cellAt(before, beforeRow), cellAt(after, afterRow)]
    return one === other || evenBreaks(one) === evenBreaks(other)
  }
}
