import { unmatchedReasons, type Comparison, type UnmatchedRows } from '../../../shared/snapshot.ts'
import type { ColumnId } from '../../../shared/columns.ts'
import { cellAt, type CellColumn } from '../table/column.ts'
import { evenBreaks } from './even-breaks.ts'
import { createKeyNumbers } from './key-numbers.ts'
import { allInSlices, eachInSlices, type Slices } from '../table/slices.ts'
import { partnerName, partnersIn } from './partner-columns.ts'
import { scopeKeys } from './scope-meaning.ts'
import { placeOf, textOf, type Table } from '../table/table.ts'

/** Which rows of two tables belong to the same credential. */
export interface MatchedRows {
  /** By later row: the earlier one, -1 for none. */
  beforeOf: Int32Array
  /** By earlier row: whether it has a later one. */
  isMatched: Uint8Array
  /** By row of either side: 0, or the 1-based index in `unmatchedReasons` of why it couldn't be matched. */
  reasons: Record<UnmatchedRows['side'], Uint8Array>
  matchedBy: Comparison['matchedBy']
  isClusterMatched: boolean
  unmatched: UnmatchedRows[]
}

const examplesTold = 5
const longestExample = 200

/** Joins parts so that different lists never give the same text. */
const joined = (parts: readonly string[]): string => parts.map((part) => `${part.length}:${part}`).join('')

/** The keys that both tables have. */
function commonKeys(before: Table, after: Table) {
  const has = (id: ColumnId) => placeOf(before.columns, id) >= 0 && placeOf(after.columns, id) >= 0
  const cluster = has('cluster') ? (['cluster'] as const) : []
  const scope = has('scope') ? (['scope'] as const) : []
  return {
    isClusterMatched: cluster.length > 0,
    kubernetes: has('namespace') && has('kubernetesName') ? ([...cluster, 'namespace'] as const) : null,
    credential: has('name') ? ([...cluster, ...scope] as const) : null,
  }
}

/** Numbers the keys of both tables' rows: the Kubernetes name, else the credential name; -1 for neither. */
async function numberKeys(before: Table, after: Table, slices: Slices) {
  const { kubernetes, credential, isClusterMatched } = commonKeys(before, after)
  const scopeOf = await scopeKeys(before, after, slices)
  const numbers = createKeyNumbers()
  const kinds = [
    { by: 'kubernetes-name', name: 'kubernetesName', beside: kubernetes, kind: numbers.createKind() },
    { by: 'credential-name', name: 'name', beside: credential, kind: numbers.createKind() },
  ] as const
  const used = new Set<(typeof kinds)[number]['by']>()
  async function numbered(table: Table): Promise<Int32Array> {
    const cells = (id: ColumnId) => table.cells[placeOf(table.columns, id)]
    const rows = new Int32Array(table.rowCount).fill(-1)
    for (const { by, name, beside, kind } of kinds) {
      const named = cells(name)
      if (beside === null || named === undefined) continue
      const numberOf = kind.of(
        named,
        beside
          .map((id) => (id === 'scope' ? scopeOf(table) : cells(id)))
          .filter((column) => column !== undefined),
      )
      await eachInSlices(table.rowCount, slices, (row) => {
        if ((rows[row] ?? -1) >= 0) return
        const number = numberOf(row)
        if (number >= 0) used.add(by)
        rows[row] = number
      })
    }
    return rows
  }
  const [ours, theirs] = [await numbered(before), await numbered(after)]
  const matchedBy: Comparison['matchedBy'] = used.size === 2 ? 'both' : ([...used][0] ?? 'nothing')
  return { ours, theirs, count: numbers.count(), isClusterMatched, matchedBy }
}

/** Rows that can't be matched by their key, or have none. */
interface Group {
  before: number[]
  after: number[]
}

/** Matches rows by key. Rows with a duplicate key or without one are matched if they are equal. */
export async function matchRows(before: Table, after: Table, slices: Slices): Promise<MatchedRows> {
  const keys = await numberKeys(before, after, slices)
  const { ours, theirs, matchedBy, isClusterMatched } = keys
  const beforeOf = new Int32Array(after.rowCount).fill(-1)
  const isMatched = new Uint8Array(before.rowCount)
  const match: Match = (own, other) => {
    beforeOf[other] = own
    isMatched[own] = 1
  }
  const firstOf = new Int32Array(keys.count)
  ours.forEach((number, row) => {
    if (number >= 0) firstOf[number] = row
  })
  const [ourCounts, theirCounts] = [countsOf(ours, keys.count), countsOf(theirs, keys.count)]
  const isDoubled = (number: number) => (ourCounts[number] ?? 0) > 1 || (theirCounts[number] ?? 0) > 1
  await eachInSlices(after.rowCount, slices, (row) => {
    const number = theirs[row] ?? -1
    if (number >= 0 && ourCounts[number] === 1 && theirCounts[number] === 1) match(firstOf[number] ?? 0, row)
  })
  const open = { groups: new Map<number, Group>(), isDoubled }
  await eachInSlices(ours.length, slices, (row) => collect(open, ours[row] ?? -1, 'before', row))
  await eachInSlices(theirs.length, slices, (row) => collect(open, theirs[row] ?? -1, 'after', row))
  const left = await matchEqual({ before, after, groups: open.groups, match, isMatched }, slices)
  const reasons = { before: new Uint8Array(before.rowCount), after: new Uint8Array(after.rowCount) }
  for (const [place, reason] of unmatchedReasons.entries())
    for (const side of ['before', 'after'] as const)
      await allInSlices(left[reason][side], slices, (row) => void (reasons[side][row] = place + 1))
  const unmatched = unmatchedReasons.flatMap((reason) => [
    ...toldRows('before', reason, left[reason].before, before),
    ...toldRows('after', reason, left[reason].after, after),
  ])
  return { beforeOf, isMatched, reasons, unmatched, isClusterMatched, matchedBy }
}

type Match = (beforeRow: number, afterRow: number) => void

function countsOf(numbered: Int32Array, size: number): Uint32Array {
  const counts = new Uint32Array(size)
  for (const number of numbered) if (number >= 0) counts[number] = (counts[number] ?? 0) + 1
  return counts
}

function collect(
  { groups, isDoubled }: { groups: Map<number, Group>; isDoubled: (number: number) => boolean },
  number: number,
  side: 'before' | 'after',
  row: number,
): void {
  if (number >= 0 && !isDoubled(number)) return
  let group = groups.get(number)
  if (group === undefined) {
    group = { before: [], after: [] }
    groups.set(number, group)
  }
  group[side].push(row)
}

/** Equal rows, and how many of them were matched. */
interface Equals {
  rows: number[]
  next: number
}

interface OpenGroups {
  before: Table
  after: Table
  groups: Map<number, Group>
  match: Match
  /** By earlier row: whether it was matched. */
  isMatched: Uint8Array
}

/** Matches equal rows within each group. Resolves with the remaining rows. */
async function matchEqual(
  { before, after, groups, match, isMatched }: OpenGroups,
  slices: Slices,
): Promise<Record<UnmatchedRows['reason'], Group>> {
  const [ofBefore, ofAfter] = [commonCells(before, after), commonCells(after, before)]
  const [textBefore, textAfter] = [rowText(ofBefore), rowText(ofAfter)]
  // If both tables have the same columns, even an empty row has an equal one.
  const areAlike = ofBefore.length === ownColumns(before) && ofAfter.length === ownColumns(after)
  const [isToldBefore, isToldAfter] = areAlike
    ? [() => true, () => true]
    : [tellsItself(before, ofBefore), tellsItself(after, ofAfter)]
  const left: Record<UnmatchedRows['reason'], Group> = {
    'no-key': { before: [], after: [] },
    'key-doubled': { before: [], after: [] },
  }
  for (const [number, group] of groups) {
    const byText = new Map<string, Equals>()
    await eachInSlices(
      group.before.length,
      slices,
      (at) => {
        const row = group.before[at] ?? 0
        if (number < 0 && !isToldBefore(row)) {
          left['no-key'].before.push(row)
          return
        }
        const text = textBefore(row)
        const equals = byText.get(text)
        if (equals === undefined) byText.set(text, { rows: [row], next: 0 })
        else equals.rows.push(row)
      },
      ofBefore.length,
    )
    const others: number[] = []
    await eachInSlices(
      group.after.length,
      slices,
      (at) => {
        const row = group.after[at] ?? 0
        const isTold = number >= 0 || isToldAfter(row)
        const equals = isTold ? byText.get(textAfter(row)) : undefined
        const equal = equals?.rows[equals.next]
        if (equals === undefined || equal === undefined) others.push(row)
        else {
          equals.next += 1
          match(equal, row)
        }
      },
      ofAfter.length,
    )
    const rest: Group = { before: [], after: others }
    await allInSlices(group.before, slices, (row) => {
      const isOpen = isMatched[row] === 0 && (number >= 0 || isToldBefore(row))
      if (isOpen) rest.before.push(row)
    })
    const [own, other] = [rest.before[0], rest.after[0]]
    // One row is left on each side: they belong together.
    if (
      number >= 0 &&
      own !== undefined &&
      other !== undefined &&
      rest.before.length + rest.after.length === 2
    ) {
      match(own, other)
      continue
    }
    // None is left on one side: the others were certainly added or removed.
    if (number >= 0 && (own === undefined || other === undefined)) continue
    const to = left[number < 0 ? 'no-key' : 'key-doubled']
    await allInSlices(rest.before, slices, (row) => to.before.push(row))
    await allInSlices(rest.after, slices, (row) => to.after.push(row))
  }
  return left
}

/**
 * Whether a row without a common key can be identified by the columns of both tables: at least one has a text, and no
 * name is in a column that the other table lacks.
 */
function tellsItself(table: Table, common: readonly CellColumn[]): (row: number) => boolean {
  const names = (['name', 'kubernetesName'] as const).flatMap(
    (id) => table.cells[placeOf(table.columns, id)] ?? [],
  )
  const ownNames = names.filter((column) => !common.includes(column))
  return (row) =>
    common.some((column) => cellAt(column, row) !== '') &&
    ownNames.every((column) => cellAt(column, row) === '')
}

const ownColumns = ({ columns }: Table): number => columns.filter(({ isDerived }) => !isDerived).length

/** The columns that the other table has too, in an order common to both. */
function commonCells(table: Table, other: Table): CellColumn[] {
  const partnerOf = partnersIn(other.columns)
  const places = table.columns.flatMap((column, place) =>
    column.isDerived || partnerOf(column) < 0 ? [] : [{ name: partnerName(column), place }],
  )
  places.sort((a, b) => (a.name < b.name ? -1 : 1))
  return places.map(({ place }) => table.cells[place]).filter((column) => column !== undefined)
}

/** A row's texts in these columns, as one text. */
const rowText =
  (cells: readonly CellColumn[]) =>
  (row: number): string =>
    joined(cells.map((column) => evenBreaks(cellAt(column, row))))

function toldRows(
  side: 'before' | 'after',
  reason: UnmatchedRows['reason'],
  rows: readonly number[],
  table: Table,
): UnmatchedRows[] {
  if (rows.length === 0) return []
  const examples = rows
    .slice(0, examplesTold)
    .map((row) => textOf(table, 'name', row) || textOf(table, 'kubernetesName', row) || anyText(table, row))
    .map((text) => text.slice(0, longestExample).toWellFormed())
  return [{ side, reason, rows: rows.length, examples }]
}

const anyText = (table: Table, row: number): string =>
  table.cells.map((column) => cellAt(column, row)).find((text) => text !== '') ?? ''
