import { mostRecentActions } from '../../../shared/contract/settings.ts'

/** Maximum length of an id. Longer ones aren't stored. */
const longestId = 1100

/** The recently used ids, most recent first. */
export const withUsed = (recent: readonly string[], id: string): string[] =>
  id.length > longestId
    ? [...recent]
    : [id, ...recent.filter((other) => other !== id)].slice(0, mostRecentActions)

/** A bonus for recent entries, so that they come before equal matches. */
export function recencyBonus(recent: readonly string[], id: string): number {
  const at = recent.indexOf(id)
  return at < 0 ? 0 : Math.max(2, 20 - at)
}
