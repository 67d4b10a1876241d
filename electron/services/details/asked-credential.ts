import type { AskedCredential } from '../../../shared/credential-address.ts'

/** The credential that the command line named, for a window that asks for it. Later ones are sent immediately. */
export function createAskedCredential(asked: AskedCredential | null) {
  let waiting = asked
  let hasAsked = false
  let tell: (credential: AskedCredential) => void = () => undefined

  return {
    /** Returns it once. */
    takeAsked: (): AskedCredential | null => {
      const given = waiting
      waiting = null
      hasAsked = true
      return given
    },
    /** A second start named one. A window that hasn't asked yet gets it when it asks. */
    ask: (credential: AskedCredential): void => {
      if (hasAsked) tell(credential)
      else waiting = credential
    },
    follow: (listener: typeof tell): void => void (tell = listener),
  }
}

export type AskedCredentials = ReturnType<typeof createAskedCredential>
