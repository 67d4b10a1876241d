import type { Made } from './make-certificate.ts'

/** One server and one kubeconfig, and the required judgement of kubectl and Credenza. */
export interface ChainRow {
  what: string
  /** The PEM of certificate-authority-data; `null` for none, `system` for the machine's own file. */
  trust: Made[] | string | { system: Made[] } | null
  /** What the server sends, starting with its own certificate. */
  sent: Made[]
  tlsServerName?: string
  /** Sets insecure-skip-tls-verify. */
  isUnverified?: boolean
  /** `connects`, the rule that failed, or the code of another failure. */
  right: string
  /** The version of Go since which kubectl judges like this, if later than 1.19. */
  sinceGo?: number
  /** kubectl's different judgement, for which docs/decisions/tls.md has the reason. */
  kubectl?: 'connects' | 'refuses'
}
