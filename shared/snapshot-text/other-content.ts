import type { OtherContent } from '../snapshot.ts'

/** The kind of a file that Credenza saved but that isn't a snapshot. */
export const otherContent: Readonly<Record<OtherContent, string>> = {
  changes: 'a comparison',
  events: 'a history',
  secrets: 'a list of secrets',
}
