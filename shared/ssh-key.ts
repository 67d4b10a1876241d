/** How a key is written down. */
export type SshKeyFormat = 'openssh' | 'pem' | 'pkcs8' | 'putty'

/** What an SSH key is, as far as it tells without its passphrase. Nothing of the private key is part of it. */
export interface SshKey {
  /** By mistake a public one, which signs in no one. */
  isPublic: boolean
  format: SshKeyFormat
  /** `ed25519`, `rsa`, `ecdsa`, `dsa` or another name of the field; `null` if the passphrase hides it. */
  type: string | null
  bits: number | null
  /** Empty for none, and where the passphrase hides it. */
  comment: string
  /** As `ssh-keygen -l` prints it: `SHA256:…`; `null` if the passphrase hides it. */
  fingerprint: string | null
  hasPassphrase: boolean
}

/** What was found in a text or a file that is to be an SSH key. */
export type SshKeyReading =
  | ({
      kind: 'key'
      /** The line break after its last line is missing: it is added when the secret is made. */
      lacksLastLineBreak: boolean
      /** Its lines end as on Windows, which many versions of ssh do not read; they are left as they are. */
      hasCarriageReturns: boolean
    } & SshKey)
  /** It begins as a key and does not end as one. */
  | { kind: 'cut' }
  /** Its line breaks are gone, as from a field of one line; nothing reads it then. */
  | { kind: 'one-line' }
  /** It looks like a key and can't be read as one. */
  | { kind: 'broken' }
  /** Nothing in it looks like a key. */
  | { kind: 'no-key' }
