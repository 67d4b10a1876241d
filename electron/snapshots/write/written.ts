/** What is written before the rows, for some rows, and after them. */
export interface Written {
  head: string
  lines: (rows: Int32Array) => string
  foot: string
}
