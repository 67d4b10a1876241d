/** All bounds of what is read from a file. Who meets one is reported; see `docs/decisions/snapshots.md`. */

/** Longest row, in UTF-16 units: 64 MiB of ASCII. Whatever is longer fails with `csv-row-too-long`. */
export const longestRow = 64 * 1024 * 1024
/** Most cells of one row. Whatever has more fails with `csv-too-wide`. */
export const mostCells = 2 ** 20
/** Most columns of a table; the contract's places end there. More titles fail with `csv-too-wide`. */
export const mostColumns = 9_990
/** A longer title is cut: no head could show it. In UTF-16 units. */
export const longestTitle = 1000
/** A longer cell is no time and none of Credenza's words. In UTF-16 units. */
export const longestWord = 200
/** Lines that a remark names of all that it counts. */
export const mostLinesTold = 10
/** Clusters that a snapshot names of all that its rows have. */
export const mostClusters = 10

/** How much of a file's start tells in which form it is written, in UTF-16 units. */
export const formSample = 256 * 1024
/** Rows among which the titles are looked for. */
export const mostRowsBeforeTitles = 30
