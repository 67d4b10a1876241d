import { expect, test } from 'vitest'
import type { SshKeyReading } from '../../../../shared/ssh-key.ts'
import { sshKeyFacts, sshKeyProblem } from './ssh-key-facts.ts'

const key: SshKeyReading = {
  kind: 'key',
  isPublic: false,
  format: 'openssh',
  type: 'ed25519',
  bits: 256,
  comment: 'anna@halden.io',
  fingerprint: 'SHA256:abc',
  hasPassphrase: false,
  lacksLastLineBreak: false,
  hasCarriageReturns: false,
}

test('a key is described by its type, bits, form, comment and fingerprint', () => {
  expect(sshKeyFacts(key)).toEqual([
    'ED25519 key, 256 bits, OpenSSH, “anna@halden.io”.',
    'Fingerprint SHA256:abc',
  ])
  expect(sshKeyProblem(key)).toBe('')
})

test('what a passphrase hides is not made up, and what is done to it is reported', () => {
  const hidden = { ...key, type: null, bits: null, comment: '', fingerprint: null, hasPassphrase: true }
  expect(
    sshKeyFacts({ ...hidden, format: 'pem', lacksLastLineBreak: true, hasCarriageReturns: true }),
  ).toEqual([
    'Encrypted key, PEM.',
    'It has a passphrase. Programs that use the key need it too.',
    'It has Windows line endings, which many versions of ssh can’t read. They aren’t changed.',
    'The missing line break at the end is added.',
  ])
})

test('a public key and one that was cut can’t serve', () => {
  expect(sshKeyProblem({ ...key, isPublic: true })).toContain('public key')
  expect(sshKeyProblem({ kind: 'cut' })).toContain('last line is missing')
  expect(sshKeyFacts({ kind: 'cut' })).toEqual([])
  expect(sshKeyFacts({ kind: 'one-line' })[0]).toContain('line breaks are missing')
  expect(sshKeyProblem({ kind: 'no-key' })).toBe('')
  expect(sshKeyProblem(null)).toBe('')
})
