/** One choice of a filter, with how many rows of the whole list it would show where that is known. */
export interface FilterOption<V> {
  key: string
  label: string
  value: V
  count?: number
}
