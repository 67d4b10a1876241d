import { mostAreas } from './step-drawing.ts'

/** One point of counts over time. */
export interface StepPoint {
  /** ISO 8601. */
  at: string
  total: number
  /** It is incomplete: there is no line at this point, only its value. */
  isPart?: boolean
  /** The number of items per value. Absent if unknown at this time. */
  by?: ReadonlyMap<string, number> | undefined
}

/** A value to group by, with its label. */
export interface StepGroup {
  key: string
  label: string
}

interface StepSeries {
  label: string
  values: (number | null)[]
}

/**
 * The areas of a chart from the bottom up: the groups in order, then the rest, if there are too many groups or items in
 * none of them. `null` if there are no groups.
 */
export function seriesOf(points: readonly StepPoint[], groups: readonly StepGroup[]): StepSeries[] | null {
  if (groups.length === 0) return null
  const hasOthers = groups.length > mostAreas || points.some((point) => restOf(point, groups) > 0)
  const own = hasOthers ? groups.slice(0, mostAreas - 1) : groups
  const series: StepSeries[] = own.map(({ key, label }) => ({
    label,
    values: points.map(({ by, isPart }) => (by === undefined || isPart === true ? null : (by.get(key) ?? 0))),
  }))
  if (!hasOthers) return series
  const others = points.map((point) =>
    point.by === undefined || point.isPart === true ? null : restOf(point, own),
  )
  return [...series, { label: 'Others', values: others }]
}

function restOf({ total, by }: StepPoint, groups: readonly StepGroup[]): number {
  if (by === undefined) return 0
  return Math.max(0, total - groups.reduce((sum, { key }) => sum + (by.get(key) ?? 0), 0))
}
