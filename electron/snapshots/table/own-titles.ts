/** Titles that are in no snapshot, but in what Credenza makes of several: files of both are told apart by them. */

/** The first two columns of a difference. */
export const comparedTitles = ['Change', 'Changed columns'] as const

/** Columns of the events of a history. */
export const eventTitles = { when: 'When', what: 'What', details: 'Details' } as const
