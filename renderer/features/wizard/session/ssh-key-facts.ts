import type { SshKey, SshKeyFormat, SshKeyReading } from '../../../../shared/ssh-key.ts'

const formatWords: Readonly<Record<SshKeyFormat, string>> = {
  openssh: 'OpenSSH',
  pem: 'PEM',
  pkcs8: 'PKCS #8',
  putty: 'PuTTY',
}

function keyFact({ type, bits, comment, format }: SshKey): string {
  const what = type === null ? 'A key that its passphrase hides' : `${type.toUpperCase()} key`
  const size = bits === null ? '' : ` of ${bits} bits`
  return `${what}${size}, ${formatWords[format]}${comment === '' ? '' : `, “${comment}”`}.`
}

/** What is told of a key that can be saved, a sentence each. */
export function sshKeyFacts(reading: SshKeyReading): string[] {
  if (reading.kind === 'no-key') return ['This doesn’t look like a private key. It is saved as it is.']
  if (reading.kind === 'one-line')
    return ['Its line breaks are gone, and nothing reads a key in one line. Paste it again with its lines.']
  if (reading.kind === 'broken')
    return ['It looks like a key and can’t be read as one. It is saved as it is.']
  if (reading.kind === 'cut' || reading.isPublic) return []
  return [
    keyFact(reading),
    reading.fingerprint === null ? '' : `Fingerprint ${reading.fingerprint}`,
    reading.hasPassphrase ? 'It has a passphrase: what uses it has to know that too.' : '',
    reading.format === 'putty' ? 'OpenSSH can’t read this form. PuTTYgen exports one that it can.' : '',
    reading.hasCarriageReturns
      ? 'Its lines end as on Windows, which many versions of ssh can’t read. They are left as they are.'
      : '',
    reading.lacksLastLineBreak ? 'The missing line break at its end is added.' : '',
  ].filter(Boolean)
}

/** Why it can't serve; '' where it can. */
export function sshKeyProblem(reading: SshKeyReading | null): string {
  if (reading?.kind === 'cut') return 'Its end is missing: a private key ends with a line like its first one.'
  const isPublic = reading?.kind === 'key' && reading.isPublic
  return isPublic ? 'This is a public key. Enter the private key that belongs to it.' : ''
}
