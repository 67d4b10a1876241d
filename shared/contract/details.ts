import * as z from 'zod/mini'
import type { AskedCredential } from '../credential-address.ts'
import type { SecretDetails, SecretEvents } from '../secret-details.ts'
import { ContextName } from './contexts.ts'
import { announcement, carries, operation } from './define.ts'
import { KubernetesName, Namespace } from './names.ts'

const named = z.object({ context: ContextName, namespace: Namespace, name: KubernetesName })

export const details = {
  /**
   * Reads a Secret and tells all of it but the values, which stay in the main process. Where it may not be read whole, it
   * tells what a list tells. Fails with `secret-gone` if there is none.
   */
  read: operation({ in: named, out: carries<SecretDetails>() }),
  /** The events of a Secret. */
  events: operation({ in: named, out: carries<SecretEvents>() }),
  /** Gives, once, the credential that the command line named. */
  takeAsked: operation({ in: z.object({}), out: carries<AskedCredential | null>() }),
  /** A second start named one. */
  asked: announcement(carries<AskedCredential>()),
}
