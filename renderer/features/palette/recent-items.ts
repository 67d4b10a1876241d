import { mostRecentActions } from '../../../shared/contract/settings.ts'

/** What an id may have at most: longer ones are not kept. */
const longestId = 1100

/** The ids that were used, the last one first. */
export const withUsed = (recent: readonly string[], id: string): string[] =>
  id.length > longestId
    ? [...recent]
    : [id, ...recent.filter((other) => other !== id)].slice(0, mostRecentActions)

/** What was used recently comes before what is found as well; the last one most. */
export function recencyBonus(recent: readonly string[], id: string): number {
  const at = recent.indexOf(id)
  return at < 0 ? 0 : Math.max(2, 20 - at)
}
