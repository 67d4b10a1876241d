import type { AskedCredential } from '../../../shared/credential-address.ts'

/** The credential that the command line named, for a window that asks for it; later ones are told at once. */
export function createAskedCredential(asked: AskedCredential | null) {
  let waiting = asked
  let hasAsked = false
  let tell: (credential: AskedCredential) => void = () => undefined

  return {
    /** Gives it once. */
    takeAsked: (): AskedCredential | null => {
      const given = waiting
      waiting = null
      hasAsked = true
      return given
    },
    /** A second start named one. A window that has not asked yet gets it when it does. */
    ask: (credential: AskedCredential): void => {
      if (hasAsked) tell(credential)
      else waiting = credential
    },
    follow: (listener: typeof tell): void => void (tell = listener),
  }
}

export type AskedCredentials = ReturnType<typeof createAskedCredential>
