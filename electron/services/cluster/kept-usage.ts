import type { Credential } from '../../../shared/credential.ts'
import type { UsageState } from '../../../shared/usage-state.ts'

/** Which credentials are used, according to the last survey. `onChange` is called with each uid whose usage changed. */
export function createKeptUsage(onChange: (uid: string) => void) {
  let states: ReadonlyMap<string, UsageState> = new Map()
  return {
    /** Sets the result. Credentials that it doesn't contain are unknown. */
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
