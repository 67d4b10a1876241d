import {
  differenceKinds,
  hasCommonColumn,
  type ChangeKind,
  type Comparison,
  type UnmatchedRows,
} from '../snapshot.ts'
import { counted, grouped } from '../number-text.ts'
import { startOf } from '../start-of.ts'
import { andList } from '../word-list.ts'
import { columnsOnlyIn } from './column-title.ts'
import { sideWhen } from './snapshot-text.ts'

/** The names of changes, as shown and written. */
export const changeNames: Readonly<Record<ChangeKind, string>> = {
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
  unchanged: 'Unchanged',
  unmatched: 'Not matched',
}

const sideNames = { before: 'A', after: 'B' } as const

/** How many rows differ. */
export const differenceCount = ({ counts }: Comparison): number =>
  differenceKinds.reduce((sum, kind) => sum + counts[kind], 0)

/** The comparison in one line: how many differences, between which times. */
export function differenceText(comparison: Comparison): string {
  const { before, after } = comparison
  const between = `between ${sideWhen(before)} and ${sideWhen(after)}`
  const count = differenceCount(comparison)
  return count === 0 ? `No differences ${between}` : `${counted(count, 'difference')} ${between}`
}

/** Shown if two tables can't be compared at all. */
export const nothingCommonText = 'A and B have no column in common, so no row could be matched.'

/** How rows of one side were matched with the other. */
export function matchedText(comparison: Comparison): string {
  const { matchedBy, isClusterMatched } = comparison
  if (!hasCommonColumn(comparison)) return nothingCommonText
  const cluster = isClusterMatched ? 'cluster, ' : ''
  switch (matchedBy) {
    case 'kubernetes-name':
      return `Matched by ${cluster}namespace and Kubernetes name.`
    case 'credential-name':
      return `Matched by ${cluster}scope and credential name.`
    case 'both':
      return `Matched by ${cluster}namespace and Kubernetes name, otherwise by scope and credential name.`
    case 'nothing':
      return 'A and B have no names in common, so rows were matched only where they are equal.'
  }
}

/** Rows that couldn't be matched, and why. */
export function unmatchedText({ side, reason, rows, examples }: UnmatchedRows): string {
  const has = rows === 1 ? 'has' : 'have'
  const why = reason === 'no-key' ? 'no name to match by' : 'the same name as another row'
  const named = examples.filter((example) => example !== '').map((example) => `“${startOf(example, 60)}”`)
  const such =
    named.length === 0 ? '' : ` (${named.slice(0, 3).join(', ')}${rows > named.length ? ', …' : ''})`
  const counts = rows === 1 ? 'It doesn’t count' : 'They don’t count'
  return `${counted(rows, 'row')} in ${sideNames[side]} ${has} ${why}${such}. ${counts} as added or removed.`
}

/** Columns that only one side has. Empty if there are none. */
export function onlyInText({ columns }: Comparison): string {
  const isCommon = hasCommonColumn({ columns })
  const sides = (['before', 'after'] as const).flatMap((side) => {
    const titles = columnsOnlyIn(columns, side)
    if (titles.length === 0) return []
    const shown = titles.slice(0, 6).map((title) => startOf(title, 60))
    const more = titles.length - shown.length
    const list = more > 0 ? `${shown.join(', ')} and ${grouped(more)} more` : andList(shown)
    return [`${list} ${titles.length === 1 ? 'is' : 'are'} only in ${sideNames[side]}`]
  })
  return sides.length === 0 ? '' : `${sides.join('; ')}.${isCommon ? ' This doesn’t count as a change.' : ''}`
}

/** The time between the sides, and by how much the number of credentials grew: `56 days`, `+127`. */
export function growthText({ before, after }: Comparison): { span: string; growth: string } {
  const days = Math.round(Math.abs(Date.parse(after.at) - Date.parse(before.at)) / 86_400_000)
  const grown = after.rows - before.rows
  const sign = grown > 0 ? '+' : grown < 0 ? '−' : '±'
  return { span: counted(days, 'day'), growth: `${sign}${grouped(Math.abs(grown))}` }
}
