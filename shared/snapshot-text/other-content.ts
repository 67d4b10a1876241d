import type { OtherContent } from '../snapshot.ts'

/** What a file is that Credenza saved and that is no snapshot. */
export const otherContent: Readonly<Record<OtherContent, string>> = {
  changes: 'a comparison',
  events: 'a history',
  secrets: 'a list of secrets',
}
