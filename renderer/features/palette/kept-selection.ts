/**
 * The entry to select after a list changed while it was shown, by its id: the same one while it exists, otherwise its
 * nearest neighbor. '' if none of them is left.
 */
export function keptSelection(selected: string, before: readonly string[], now: readonly string[]): string {
  const left = new Set(now)
  const at = before.indexOf(selected)
  for (let distance = 0; at >= 0 && distance < before.length; distance += 1)
    for (const near of [before[at + distance], before[at - distance]])
      if (near !== undefined && left.has(near)) return near
  return ''
}
