import { fold } from '../../../shared/search-text.ts'
import { createMatcher } from './fuzzy-match.ts'
import { paletteGroups, searchedText, type PaletteGroup, type PaletteItem } from './palette-item.ts'
import type { PaletteQuery } from './palette-query.ts'
import { recencyBonus } from './recent-items.ts'

/** The entries of one heading. */
interface PaletteSection {
  group: PaletteGroup
  items: PaletteItem[]
  /** The score of its best entry. 0 while nothing is typed. */
  best: number
}

/** Nobody reads more entries of one heading. */
export const mostPerGroup = 30
/** How many recent ones are shown while nothing is typed. */
const mostRecent = 5
/** The bonus for a title that equals the query. */
const wholeTitle = 24

/**
 * All entries except credentials, as displayed: the matching ones, best first, and the heading with the best first.
 * While nothing is typed, recent ones come first, and the others follow in their own order.
 */
export function paletteSections(
  items: readonly PaletteItem[],
  { only, text }: PaletteQuery,
  recent: readonly string[],
): PaletteSection[] {
  const matcher = createMatcher(text)
  const wanted = items.filter(({ group }) => only === null || group === only)
  if (matcher.isEmpty) return only === null ? recentFirst(wanted, recent) : sectionsOf(wanted)
  const whole = fold(text.trim())
  const scores = new Map<PaletteItem, number>()
  for (const item of wanted) {
    const score = matcher.score(item.title) ?? matcher.score(searchedText(item))
    if (item.group === 'Credentials' || score === null || score < matcher.least) continue
    const isWhole = fold(item.title) === whole
    scores.set(item, score + (isWhole ? wholeTitle : 0) + recencyBonus(recent, item.id))
  }
  const scoreOf = (item: PaletteItem) => scores.get(item) ?? 0
  // Best first. Of two equal ones, the one that can be run.
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

/** Groups items by heading. Without scores, headings keep their own order. */
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

/** Adds the matching credentials in their place. `best` is the score of the first. */
export function withCredentials(
  sections: readonly PaletteSection[],
  credentials: readonly PaletteItem[],
  best: number,
): PaletteSection[] {
  if (credentials.length === 0) return [...sections]
  return [...sections, { group: 'Credentials' as const, items: [...credentials], best }].toSorted(byBest)
}
