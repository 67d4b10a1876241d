import { createMatcher } from './fuzzy-match.ts'
import { paletteGroups, searchedText, type PaletteGroup, type PaletteItem } from './palette-item.ts'
import type { PaletteQuery } from './palette-query.ts'
import { recencyBonus } from './recent-items.ts'

/** Entries of one heading. */
export interface PaletteSection {
  group: PaletteGroup
  items: PaletteItem[]
  /** How well its best entry is found; 0 while nothing is typed. */
  best: number
}

/** More entries of one heading are not read by anyone. */
export const mostPerGroup = 30
/** So many of what was used recently, while nothing is typed. */
const mostRecent = 5
/** What is called exactly what was typed comes before what only has its letters. */
const wholeTitle = 24

/**
 * All entries but the credentials, as they are shown: those that are found, the best first, under the heading of the best
 * first. While nothing is typed, what was used recently comes first, and the others follow in their own order.
 */
export function paletteSections(
  items: readonly PaletteItem[],
  { only, text }: PaletteQuery,
  recent: readonly string[],
): PaletteSection[] {
  const matcher = createMatcher(text)
  const wanted = items.filter(({ group }) => only === null || group === only)
  if (matcher.isEmpty) return only === null ? recentFirst(wanted, recent) : sectionsOf(wanted)
  const whole = text.trim().toLowerCase()
  const scored = wanted.flatMap((item) => {
    const score = matcher.score(item.title) ?? matcher.score(searchedText(item))
    return score === null || score < matcher.least
      ? []
      : [
          {
            item,
            score:
              score + (item.title.toLowerCase() === whole ? wholeTitle : 0) + recencyBonus(recent, item.id),
          },
        ]
  })
  // The best first; of two that are found as well, the one that can be run.
  const isOut = (item: PaletteItem) => Number(item.unavailable !== '')
  scored.sort((one, other) => other.score - one.score || isOut(one.item) - isOut(other.item))
  const scores = new Map(scored.map(({ item, score }) => [item, score]))
  const found = sectionsOf(scored.map(({ item }) => item).filter(({ group }) => group !== 'Credentials'))
  return found
    .map((section) => ({ ...section, best: scores.get(section.items[0] as PaletteItem) ?? 0 }))
    .toSorted(byBest)
}

function recentFirst(items: readonly PaletteItem[], recent: readonly string[]): PaletteSection[] {
  const used = recent
    .flatMap((id) => items.filter((item) => item.id === id && item.unavailable === ''))
    .slice(0, mostRecent)
  const others = items.filter((item) => !used.includes(item) && item.group !== 'Credentials')
  return [
    ...(used.length > 0 ? [{ group: 'Recently used' as const, items: used, best: 0 }] : []),
    ...sectionsOf(others),
  ]
}

const sectionsOf = (items: readonly PaletteItem[]): PaletteSection[] =>
  paletteGroups
    .map((group) => ({
      ...{ group, best: 0 },
      items: items.filter((item) => item.group === group).slice(0, mostPerGroup),
    }))
    .filter((section) => section.items.length > 0)

const rank = ({ group }: PaletteSection) => paletteGroups.indexOf(group)
const byBest = (one: PaletteSection, other: PaletteSection): number =>
  other.best - one.best || rank(one) - rank(other)

/** The same with the credentials that were found, at their place; `best` is how well the first of them is found. */
export function withCredentials(
  sections: readonly PaletteSection[],
  credentials: readonly PaletteItem[],
  best: number,
): PaletteSection[] {
  if (credentials.length === 0) return [...sections]
  return [...sections, { group: 'Credentials' as const, items: [...credentials], best }].toSorted(byBest)
}
