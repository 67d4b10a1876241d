import { createMatcher } from './fuzzy-match.ts'
import { paletteGroups, searchedText, type PaletteGroup, type PaletteItem } from './palette-item.ts'
import type { PaletteQuery } from './palette-query.ts'
import { recencyBonus } from './recent-items.ts'

/** Entries of one heading. */
export interface PaletteSection {
  group: PaletteGroup
  items: PaletteItem[]
}

/** More entries of one heading are not read by anyone. */
export const mostPerGroup = 30
/** So many of what was used recently, while nothing is typed. */
const mostRecent = 5

/**
 * All entries but the credentials, as they are shown: those that are found, the best first. While nothing is typed, what
 * was used recently comes first, and the others follow in their own order.
 */
export function paletteSections(
  items: readonly PaletteItem[],
  { only, text }: PaletteQuery,
  recent: readonly string[],
): PaletteSection[] {
  const matcher = createMatcher(text)
  const wanted = items.filter(({ group }) => only === null || group === only)
  if (matcher.isEmpty) return only === null ? recentFirst(wanted, recent) : sectionsOf(wanted)
  const scored = wanted.flatMap((item) => {
    const score = matcher.score(item.title) ?? matcher.score(searchedText(item))
    return score === null || score < matcher.least
      ? []
      : [{ item, score: score + recencyBonus(recent, item.id) }]
  })
  // The best first; of two that are found as well, the one that can be run.
  const isOut = (item: PaletteItem) => Number(item.unavailable !== '')
  scored.sort((one, other) => other.score - one.score || isOut(one.item) - isOut(other.item))
  return sectionsOf(scored.map(({ item }) => item).filter(({ group }) => group !== 'Credentials'))
}

function recentFirst(items: readonly PaletteItem[], recent: readonly string[]): PaletteSection[] {
  const used = recent
    .flatMap((id) => items.filter((item) => item.id === id && item.unavailable === ''))
    .slice(0, mostRecent)
  const others = items.filter((item) => !used.includes(item) && item.group !== 'Credentials')
  return [
    ...(used.length > 0 ? [{ group: 'Recently used' as const, items: used }] : []),
    ...sectionsOf(others),
  ]
}

const sectionsOf = (items: readonly PaletteItem[]): PaletteSection[] =>
  paletteGroups
    .map((group) => ({ group, items: items.filter((item) => item.group === group).slice(0, mostPerGroup) }))
    .filter((section) => section.items.length > 0)

/** The same with the credentials that were found, where their heading stands. */
export function withCredentials(
  sections: readonly PaletteSection[],
  credentials: readonly PaletteItem[],
): PaletteSection[] {
  if (credentials.length === 0) return [...sections]
  const found: PaletteSection = { group: 'Credentials', items: [...credentials] }
  const rank = ({ group }: PaletteSection) => paletteGroups.indexOf(group)
  return [...sections, found].toSorted((one, other) => rank(one) - rank(other))
}
