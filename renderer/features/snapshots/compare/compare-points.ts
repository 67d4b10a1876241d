import type { HistoryPoint } from '../../../../shared/snapshot.ts'
import type { CompareSide } from './comparing.ts'

/** A point of the chart over a comparison, with the side that it stands for. */
export interface ComparePoint {
  at: string
  total: number
  side: CompareSide
}

/** The series of the history, with the live list as its last point where it is one of the sides. */
export function comparePoints(
  points: readonly HistoryPoint[],
  live: { context: string; at: string; rows: number } | null,
): ComparePoint[] {
  const files = points.map(({ at, rows, file }) => ({
    at,
    total: rows,
    side: { kind: 'file' as const, file },
  }))
  if (live === null) return files
  return [...files, { at: live.at, total: live.rows, side: { kind: 'live', context: live.context } }]
}

/** Where a side is in the series, `null` if it is not one of its snapshots. */
export function pointOf(points: readonly ComparePoint[], side: CompareSide | null): number | null {
  if (side === null) return null
  const found = points.findIndex((point) => {
    if (side.kind === 'live' || point.side.kind === 'live') return side.kind === point.side.kind
    return point.side.file.id === side.file.id
  })
  return found < 0 ? null : found
}
