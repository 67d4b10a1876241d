import { cellAt, type CellColumn } from '../table/column.ts'
import { evenBreaks } from './even-breaks.ts'

/**
 * Assigns numbers to the keys of rows: equal names with equal neighbour columns get the same number in any table. Texts
 * are looked up individually, because building a combined text per row would take longer than everything else.
 */
export function createKeyNumbers() {
  let count = 0
  return {
    count: () => count,
    /** Creates a kind of key; keys of different kinds are never equal. */
    createKind() {
      const numbers = new Map<string, number>()
      /** By number: the group of the key's neighbour texts. */
      const groups: number[] = []
      /** The numbers of names that occur in several groups. */
      const others = new Map<string, number>()
      const grouping = createGrouping()
      return {
        /** The numbers of a table's rows, by a column and its neighbour columns. */
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

/** Assigns a number to each combination of texts in several columns, the same for all tables. */
function createGrouping() {
  /** By column: its different texts. */
  const texts: Map<string, number>[] = []
  /** By column and previous number: the numbers by next text. */
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
