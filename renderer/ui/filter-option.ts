/** One choice of a filter, with how many rows of the whole list it would show if that is known. */
export interface FilterOption<V> {
  key: string
  label: string
  value: V
  count?: number
}
