import { cellAt, type CellColumn } from '../table/column.ts'
import { evenBreaks } from './even-breaks.ts'

/**
 * Gives the keys of rows numbers: the same number for the same name among the same neighbours, in whichever table.
 * Texts are looked up as they are, since putting keys together as texts would take longer than all the rest.
 */
export function createKeyNumbers() {
  let count = 0
  return {
    count: () => count,
    /** Keys of one kind, which never equal those of another. */
    createKind() {
      const numbers = new Map<string, number>()
      /** By the number: which neighbours the name stands among. */
      const groups: number[] = []
      /** Names that stand among several. */
      const others = new Map<string, number>()
      const grouping = createGrouping()
      return {
        /** The numbers of a table's rows: by a column, and the columns next to it. */
        of(name: CellColumn, beside: readonly CellColumn[]): (row: number) => number {
          const groupOf = grouping(beside)
          return (row) => {
            const text = evenBreaks(cellAt(name, row))
            if (text === '') return -1
            const group = groupOf(row)
            const first = numbers.get(text)
            if (first === undefined) {
              numbers.set(text, count)
              groups[count] = group
              return count++
            }
            if (groups[first] === group) return first
            const key = `${group} ${text}`
            let number = others.get(key)
            if (number === undefined) {
              number = count++
              others.set(key, number)
            }
            return number
          }
        },
      }
    },
  }
}

/** Numbers for what stands together in several columns, the same in each table that is asked about. */
function createGrouping() {
  /** By the column: its different texts. */
  const texts: Map<string, number>[] = []
  /** By the column and the number so far: numbers by the next text. */
  const pairs: number[][][] = []
  let count = 1

  return (columns: readonly CellColumn[]): ((row: number) => number) => {
    const readers = columns.map((column, place) => textNumbers(column, (texts[place] ??= new Map())))
    return (row) => {
      let group = 0
      for (let place = 0; place < readers.length; place += 1) {
        const level = (pairs[place] ??= [])
        const next = (level[group] ??= [])
        const text = readers[place]?.(row) ?? 0
        group = next[text] ??= count++
      }
      return group
    }
  }
}

function textNumbers(column: CellColumn, numbers: Map<string, number>): (row: number) => number {
  const numberOf = (raw: string): number => {
    const text = evenBreaks(raw)
    let number = numbers.get(text)
    if (number === undefined) {
      number = numbers.size
      numbers.set(text, number)
    }
    return number
  }
  if (column.kind !== 'coded') return (row) => numberOf(cellAt(column, row))
  const byCode = column.values.map(numberOf)
  return (row) => byCode[column.codes[row] ?? 0] ?? 0
}
