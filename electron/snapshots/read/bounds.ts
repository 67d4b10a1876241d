/** All limits on reading files. Exceeding one is reported; see `docs/decisions/snapshots.md`. */

/** Longest row, in UTF-16 code units: 64 MiB of ASCII. Longer ones fail with `csv-row-too-long`. */
export const longestRow = 64 * 1024 * 1024
/** Maximum number of cells in a row. More fail with `csv-too-wide`. */
export const mostCells = 2 ** 20
/** Maximum number of columns, limited by the contract's column indexes. More titles fail with `csv-too-wide`. */
export const mostColumns = 9_990
/** Longer titles are cut, because no table header could show them. In UTF-16 code units. */
export const longestTitle = 1000
/** Longer cells are neither times nor Credenza's words. In UTF-16 code units. */
export const longestWord = 200
/** Maximum number of lines that a remark lists. */
export const mostLinesTold = 10
/** Maximum number of clusters that a snapshot lists. */
export const mostClusters = 10

/** How much of a file's start is used to detect its form, in UTF-16 code units. */
export const formSample = 256 * 1024
/** Number of rows searched for the titles. */
export const mostRowsBeforeTitles = 30
