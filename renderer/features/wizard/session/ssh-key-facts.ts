import type { SshKey, SshKeyFormat, SshKeyReading } from '../../../../shared/ssh-key.ts'

const formatWords: Readonly<Record<SshKeyFormat, string>> = {
  openssh: 'OpenSSH',
  pem: 'PEM',
  pkcs8: 'PKCS #8',
  putty: 'PuTTY',
}

function keyFact({ type, bits, comment, format }: SshKey): string {
  const what = type === null ? 'Encrypted key' : `${type.toUpperCase()} key`
  const size = bits === null ? '' : `, ${bits} bits`
  return `${what}${size}, ${formatWords[format]}${comment === '' ? '' : `, “${comment}”`}.`
}

/** The facts about a valid key, one sentence each. */
export function sshKeyFacts(reading: SshKeyReading): string[] {
  if (reading.kind === 'no-key') return ['This doesn’t look like a private key. It’s saved anyway.']
  if (reading.kind === 'one-line')
    return ['Its line breaks are missing, so programs can’t read it. Paste it again with line breaks.']
  if (reading.kind === 'broken') return ['It looks like a key but can’t be read. It’s saved anyway.']
  if (reading.kind === 'cut' || reading.isPublic) return []
  return [
    keyFact(reading),
    reading.fingerprint === null ? '' : `Fingerprint ${reading.fingerprint}`,
    reading.hasPassphrase ? 'It has a passphrase. Programs that use the key need it too.' : '',
    reading.format === 'putty' ? 'OpenSSH can’t read this format. Convert it with PuTTYgen.' : '',
    reading.hasCarriageReturns
      ? 'It has Windows line endings, which many versions of ssh can’t read. They aren’t changed.'
      : '',
    reading.lacksLastLineBreak ? 'The missing line break at the end is added.' : '',
  ].filter(Boolean)
}

/** Why it is unsuitable. '' if it is suitable. */
export function sshKeyProblem(reading: SshKeyReading | null): string {
  if (reading?.kind === 'cut') return 'Its last line is missing.'
  const isPublic = reading?.kind === 'key' && reading.isPublic
  return isPublic ? 'This is a public key. Enter the private key.' : ''
}
