const kibi = 1024

/** `27 B`, `6.2 KiB`, `1 MiB`. */
export function sizeText(bytes: number): string {
  if (bytes < kibi) return `${bytes} B`
  const [amount, unit] = bytes < kibi ** 2 ? [bytes / kibi, 'KiB'] : [bytes / kibi ** 2, 'MiB']
  // Rounded down, so that a size below the limit isn't shown as the limit.
  return `${Math.floor(amount * 10) / 10} ${unit}`
}
