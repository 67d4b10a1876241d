/** One choice of a filter, with the number of rows that it would show, if known. */
export interface FilterOption<V> {
  key: string
  label: string
  value: V
  count?: number
}
