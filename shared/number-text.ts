const grouping = new Intl.NumberFormat('en-US')

/** A number with its thousands grouped: `10,214`. */
export const grouped = (count: number): string => grouping.format(count)

/** A number with its word: `1 row`, `212 rows`; `plural` where an s does not make it. */
export const counted = (count: number, word: string, plural = `${word}s`): string =>
  `${grouped(count)} ${count === 1 ? word : plural}`

/** `812 kB`, `1.2 MB`, `3.4 GB`: bytes as file managers count them. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte')
  const units = ['kB', 'MB', 'GB', 'TB']
  const step = Math.min(units.length, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  return `${value < 10 ? value.toFixed(1) : grouped(Math.round(value))} ${units[step - 1] ?? ''}`
}
