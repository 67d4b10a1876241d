import { application } from './application.ts'
import { contexts } from './contexts.ts'
import { credentials } from './credentials.ts'
import { settings } from './settings.ts'

/** Everything that may cross between the window and the main process. Its entries are all there is. */
export const contract = { application, contexts, credentials, settings } as const
export type CredenzaContract = typeof contract
