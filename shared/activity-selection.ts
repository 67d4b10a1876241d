import { changesText, operationText, outcomeText } from './activity-text.ts'
import { outcomeOf, type ActivityOutcome, type ActivityWrite } from './activity-writes.ts'
import { momentText } from './age.ts'
import { textTest } from './search-text.ts'

/** Which writes are shown or exported. An empty list includes all. */
export interface ActivitySelection {
  search: string
  /** Milliseconds since 1970; 0 for all. */
  since: number
  users: readonly string[]
  operations: readonly string[]
  outcomes: readonly ActivityOutcome[]
  /** Exactly these writes, by the numbers of their first entries. Overrides everything else. */
  entries?: readonly number[] | undefined
}

export const everyWrite: ActivitySelection = { search: '', since: 0, users: [], operations: [], outcomes: [] }

/**
 * Returns a test for selected writes. The search covers what the page shows, and names, servers, ids and changed keys.
 */
export function activityFilter(selection: ActivitySelection): (write: ActivityWrite) => boolean {
  if (selection.entries !== undefined) {
    const entries = new Set(selection.entries)
    return ({ begun }) => entries.has(begun.entry)
  }
  const { since, users, operations, outcomes } = selection
  const isFound = textTest(selection.search)
  const takes = <T>(list: readonly T[], value: T) => list.length === 0 || list.includes(value)
  return (write) => {
    const { begun } = write
    if (since > 0 && Date.parse(begun.time) < since) return false
    if (!takes(users, begun.user) || !takes(operations, begun.operation)) return false
    if (!takes(outcomes, outcomeOf(write))) return false
    return isFound(searched(write))
  }
}

function searched(write: ActivityWrite): string {
  const { begun, ended } = write
  const { object, context, server, user, operation, changes, requestId } = begun
  const keys = changes.map(({ key }) => key)
  const names = [object.credential, `${object.namespace}/${object.name}`, object.kind, context, server, user]
  const shown = [operationText(operation), changesText(write), outcomeText(write), momentText(begun.time)]
  const ids = [requestId, ended?.requestId ?? '', object.uid, ended?.code ?? '', String(begun.entry)]
  return [...names, ...shown, operation, ...keys, ...ids].join('\n')
}
