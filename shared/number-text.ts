const grouping = new Intl.NumberFormat('en-US')

/** A number with grouped thousands: `10,214`. */
export const grouped = (count: number): string => grouping.format(count)

/** A number with its noun: `1 row`, `212 rows`. `plural` is needed if it isn't formed with an s. */
export const counted = (count: number, word: string, plural = `${word}s`): string =>
  `${grouped(count)} ${count === 1 ? word : plural}`

/** `812 kB`, `1.2 MB`, `3.4 GB`: bytes in decimal units, as file managers show them. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte')
  const units = ['kB', 'MB', 'GB', 'TB']
  const step = Math.min(units.length, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  return `${value < 10 ? value.toFixed(1) : grouped(Math.round(value))} ${units[step - 1] ?? ''}`
}

/** Whole percentages that sum to 100 (largest remainder method). All are 0 if the counts are. */
export function percentages(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return counts.map(() => 0)
  const exact = counts.map((count) => (100 * count) / total)
  const whole = exact.map(Math.floor)
  const left = 100 - whole.reduce((sum, share) => sum + share, 0)
  const byRemainder = exact
    .map((share, at) => ({ at, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at)
  for (const { at } of byRemainder.slice(0, left)) whole[at] = (whole[at] ?? 0) + 1
  return whole
}
