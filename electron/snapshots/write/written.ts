/** The text before the rows, of some rows, and after them. */
export interface Written {
  head: string
  /** The rows in this form's own order, if it differs from the selection's. */
  rows?: Int32Array
  /** In parts, so that no row blocks the thread for long. */
  lines: (rows: Int32Array) => Iterable<string>
  foot: string
}
