import type { HistoryPoint } from '../../../../shared/snapshot.ts'
import type { CompareSide } from './comparing.ts'

/** A point of the chart above a comparison, with its side. */
interface ComparePoint {
  at: string
  total: number
  side: CompareSide
}

/** The history's series, with the live list as its last point if it is a side. */
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

/** The index of a side in the series. `null` if it isn't one of its snapshots. */
export function pointOf(points: readonly ComparePoint[], side: CompareSide | null): number | null {
  if (side === null) return null
  const found = points.findIndex((point) => {
    if (side.kind === 'live' || point.side.kind === 'live') return side.kind === point.side.kind
    return point.side.file.id === side.file.id
  })
  return found < 0 ? null : found
}
