import type { RunWords } from '../../runs/run-text.ts'
import type { LabelAction } from '../rows/secret-columns.ts'

/** The texts about registering and unregistering several secrets. */
export const labelWords: Readonly<Record<LabelAction, RunWords>> = {
  register: { noun: 'secret', doing: 'Registering', done: 'Registered', left: 'Not registered' },
  unregister: { noun: 'secret', doing: 'Unregistering', done: 'Unregistered', left: 'Still registered' },
}
