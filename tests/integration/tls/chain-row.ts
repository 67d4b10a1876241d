import type { Made } from './make-certificate.ts'

/** One server and one kubeconfig, and how both kubectl and Credenza have to judge. */
export interface ChainRow {
  what: string
  /** The PEM of certificate-authority-data; `null` for none, `system` for the machine's own file. */
  trust: Made[] | string | { system: Made[] } | null
  /** What the server sends, its own certificate first. */
  sent: Made[]
  tlsServerName?: string
  /** Sets insecure-skip-tls-verify. */
  isUnverified?: boolean
  /** `connects`, the rule that is broken, or the code of another failure. */
  right: string
  /** The version of Go since which kubectl judges so, where that is later than 1.19. */
  sinceGo?: number
  /** Where kubectl judges otherwise, and docs/decisions/tls.md says why. */
  kubectl?: 'connects' | 'refuses'
}
