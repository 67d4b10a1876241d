import type { HistoryGrouping, HistoryPoint } from '../../../../shared/snapshot.ts'
import { startOf } from '../../../../shared/start-of.ts'

export const groupingWords: Readonly<Record<HistoryGrouping | 'all', string>> = {
  all: 'All',
  type: 'By type',
  scope: 'By scope',
  status: 'By status',
}

/** The values of a grouping in the whole series, those with the most credentials at its end first. */
export function groupsOf(
  points: readonly HistoryPoint[],
  grouping: HistoryGrouping,
): { key: string; label: string }[] {
  const most = new Map<string, number>()
  // The last points decide the order. Earlier ones only add what is gone by then.
  for (const { by } of [...points].reverse())
    for (const { value, count } of by[grouping] ?? []) if (!most.has(value)) most.set(value, count)
  return [...most]
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .map(([key]) => ({ key, label: key === '' ? 'Empty' : startOf(key, 60) }))
}
