import * as z from 'zod/mini'
import type { AskedCredential } from '../credential-address.ts'
import type { SecretDetails, SecretEvents } from '../secret-details.ts'
import { ContextName } from './contexts.ts'
import { announcement, carries, operation } from './define.ts'
import { KubernetesName, Namespace } from './names.ts'

const named = z.object({ context: ContextName, namespace: Namespace, name: KubernetesName })

export const details = {
  /**
   * Reads a Secret and returns everything except the values, which stay in the main process. If the user can't get it,
   * returns what a list contains. Fails with `secret-gone` if there is no such Secret.
   */
  read: operation({ in: named, out: carries<SecretDetails>() }),
  /** The events of a Secret. */
  events: operation({ in: named, out: carries<SecretEvents>() }),
  /** Returns the credential that the command line named, once. */
  takeAsked: operation({ in: z.object({}), out: carries<AskedCredential | null>() }),
  /** A second start named one. */
  asked: announcement(carries<AskedCredential>()),
}
