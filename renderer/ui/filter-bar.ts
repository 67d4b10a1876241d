import type { FilterOption } from './filter-option.ts'
import type { DaysOf } from './filter-text.ts'
import type { IconName } from './icon-paths.ts'

/** A field of a table in its filter bar. */
export interface BarField<F extends string> {
  id: F
  label: string
  icon: IconName
  options: readonly FilterOption<string>[]
  /** What days count, if it can be filtered by days. */
  daysOf?: DaysOf
  /** Its chip is shown even if it isn't active. */
  isUsual: boolean
}
