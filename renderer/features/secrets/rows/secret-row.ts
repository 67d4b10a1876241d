import type { UnregisteredSecret, UnusedSecret } from '../../../../shared/credential.ts'

/** One row of the Secrets page: an unused secret has a scope and a type, an unregistered one has neither. */
export type SecretRow = UnregisteredSecret & Partial<Pick<UnusedSecret, 'scope' | 'type'>>

/** What can be done with the rows of a table: registered ones are unregistered, and the other way round. */
export type LabelAction = 'register' | 'unregister'
