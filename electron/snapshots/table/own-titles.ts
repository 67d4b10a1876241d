/**
 * Titles that no snapshot has, only the files that Credenza creates from several snapshots. They identify such files.
 */

/** The first two columns of a difference. */
export const comparedTitles = ['Change', 'Changed columns'] as const

/** Columns of the events of a history. */
export const eventTitles = { when: 'When', what: 'What', details: 'Details' } as const
