import { searchedText, type PaletteItem } from './palette-item.ts'

/** What to mark in an item: the matches in its title and hint, separately or combined. */
export function placesInItem(
  item: Pick<PaletteItem, 'title' | 'hint'>,
  placesIn: (text: string) => readonly number[],
): { title: readonly number[]; hint: readonly number[] } {
  const apart = { title: placesIn(item.title), hint: placesIn(item.hint) }
  if (apart.title.length > 0 || apart.hint.length > 0) return apart
  const places = placesIn(searchedText(item))
  const behind = item.title.length + 1
  return {
    title: places.filter((at) => at < behind),
    hint: places.filter((at) => at >= behind).map((at) => at - behind),
  }
}
