import { mostAreas } from './step-drawing.ts'

/** One point of counts over time. */
export interface StepPoint {
  /** ISO 8601. */
  at: string
  total: number
  /** Not all was counted: there is no line at this point, only what was found. */
  isPart?: boolean
  /** How many of it have a value, by the value; missing if that is unknown at this time. */
  by?: ReadonlyMap<string, number> | undefined
}

/** A value to count by, and its words. */
export interface StepGroup {
  key: string
  label: string
}

export interface StepSeries {
  label: string
  values: (number | null)[]
}

/**
 * The areas of a chart from the bottom up: the groups in their order, and at the top the others, if there are more
 * groups than can be told apart or counts of none of them. `null` if nothing is to be grouped.
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
