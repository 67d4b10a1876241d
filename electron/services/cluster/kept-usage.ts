import type { Credential } from '../../../shared/credential.ts'
import type { UsageState } from '../../../shared/usage-state.ts'

/** Which credentials are used, as of the last time that was looked for; `onChange` is told the uids of those that differ. */
export function createKeptUsage(onChange: (uid: string) => void) {
  let states: ReadonlyMap<string, UsageState> = new Map()
  return {
    /** What was found; credentials that are not named are unknown. */
    set(next: ReadonlyMap<string, UsageState>): void {
      const before = states
      states = next
      for (const uid of new Set([...before.keys(), ...next.keys()]))
        if (before.get(uid) !== next.get(uid)) onChange(uid)
    },
    withUsage(credential: Credential): Credential {
      const usage = states.get(credential.uid)
      return usage === undefined ? credential : { ...credential, usage }
    },
  }
}
