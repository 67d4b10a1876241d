import type { TableColumn } from '../../../shared/snapshot.ts'

const plain = (title: string): TableColumn => ({ title, id: null, isDerived: false })

/** The columns of the table of events, as the history makes it. */
export const eventColumns: readonly TableColumn[] = ['When', 'What', 'Credential', 'Changes'].map(plain)
export const eventColumnsAtFirst: readonly number[] = [0, 1, 2, 3]
