/** What is written before the rows, for some rows, and after them. */
export interface Written {
  head: string
  /** In parts, so that no row takes the thread long. */
  lines: (rows: Int32Array) => Iterable<string>
  foot: string
}
