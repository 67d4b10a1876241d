const grouping = new Intl.NumberFormat('en-US')

/** A number with its thousands grouped: `10,214`. */
export const grouped = (count: number): string => grouping.format(count)

/** A number with its word: `1 row`, `212 rows`; `plural` where an s does not make it. */
export const counted = (count: number, word: string, plural = `${word}s`): string =>
  `${grouped(count)} ${count === 1 ? word : plural}`
