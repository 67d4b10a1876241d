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
  const scores = new Map<PaletteItem, number>()
  for (const item of wanted) {
    const score = matcher.score(item.title) ?? matcher.score(searchedText(item))
    if (item.group === 'Credentials' || score === null || score < matcher.least) continue
    const isWhole = item.title.toLowerCase() === whole
    scores.set(item, score + (isWhole ? wholeTitle : 0) + recencyBonus(recent, item.id))
  }
  const scoreOf = (item: PaletteItem) => scores.get(item) ?? 0
  // The best first; of two that are found as well, the one that can be run.
  const isOut = (item: PaletteItem) => Number(item.unavailable !== '')
  const found = [...scores.keys()].toSorted(
    (one, other) => scoreOf(other) - scoreOf(one) || isOut(one) - isOut(other),
  )
  return sectionsOf(found, scoreOf)
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

const rank = ({ group }: PaletteSection) => paletteGroups.indexOf(group)
const byBest = (one: PaletteSection, other: PaletteSection): number =>
  other.best - one.best || rank(one) - rank(other)

/** Items under their headings; without scores the headings are in their own order. */
const sectionsOf = (
  items: readonly PaletteItem[],
  scoreOf: (item: PaletteItem) => number = () => 0,
): PaletteSection[] =>
  paletteGroups
    .flatMap((group) => {
      const ofGroup = items.filter((item) => item.group === group).slice(0, mostPerGroup)
      const [first] = ofGroup
      return first === undefined ? [] : [{ group, items: ofGroup, best: scoreOf(first) }]
    })
    .toSorted(byBest)

/** The same with the credentials that were found, at their place; `best` is how well the first of them is found. */
export function withCredentials(
  sections: readonly PaletteSection[],
  credentials: readonly PaletteItem[],
  best: number,
): PaletteSection[] {
  if (credentials.length === 0) return [...sections]
  return [...sections, { group: 'Credentials' as const, items: [...credentials], best }].toSorted(byBest)
}
