/** The file format of a key. */
export type SshKeyFormat = 'openssh' | 'pem' | 'pkcs8' | 'putty'

/** An SSH key, as far as it can be read without its passphrase. Contains no part of the private key. */
export interface SshKey {
  /** A public key by mistake, which can't sign in. */
  isPublic: boolean
  format: SshKeyFormat
  /** `ed25519`, `rsa`, `ecdsa`, `dsa` or another name of the field; `null` if the passphrase hides it. */
  type: string | null
  bits: number | null
  /** Empty for none, or if the passphrase hides it. */
  comment: string
  /** As `ssh-keygen -l` prints it: `SHA256:…`; `null` if the passphrase hides it. */
  fingerprint: string | null
  hasPassphrase: boolean
}

/** What a text or file that should be an SSH key contains. */
export type SshKeyReading =
  | ({
      kind: 'key'
      /** The line break after its last line is missing. It is added when the secret is created. */
      lacksLastLineBreak: boolean
      /** It has Windows line endings, which many versions of ssh don't accept. They are kept. */
      hasCarriageReturns: boolean
    } & SshKey)
  /** It begins like a key but doesn't end like one. */
  | { kind: 'cut' }
  /** Its line breaks are lost, as from a single-line field. No program can read it. */
  | { kind: 'one-line' }
  /** It looks like a key but can't be parsed. */
  | { kind: 'broken' }
  /** It contains nothing that looks like a key. */
  | { kind: 'no-key' }
