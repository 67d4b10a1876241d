/** What is written before the rows, for some rows, and after them. */
export interface Written {
  head: string
  /** The rows in the order of this form, if that is not the selection's. */
  rows?: Int32Array
  /** In parts, so that no row takes the thread long. */
  lines: (rows: Int32Array) => Iterable<string>
  foot: string
}
