import type { FilterOption } from './filter-option.ts'
import type { DaysOf } from './filter-text.ts'
import type { IconName } from './icon-paths.ts'

/** A field of a table that its filter bar offers. */
export interface BarField<F extends string> {
  id: F
  label: string
  icon: IconName
  options: readonly FilterOption<string>[]
  /** Where it can be filtered by days: what they count. */
  daysOf?: DaysOf
  /** It has a chip although it is not set. */
  isUsual: boolean
}
