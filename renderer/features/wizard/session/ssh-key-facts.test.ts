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

test('a key is told by its type, bits, form, comment and fingerprint', () => {
  expect(sshKeyFacts(key)).toEqual([
    'ED25519 key of 256 bits, OpenSSH, “anna@halden.io”.',
    'Fingerprint SHA256:abc',
  ])
  expect(sshKeyProblem(key)).toBe('')
})

test('what a passphrase hides is not made up, and what is done to it is told', () => {
  const hidden = { ...key, type: null, bits: null, comment: '', fingerprint: null, hasPassphrase: true }
  expect(
    sshKeyFacts({ ...hidden, format: 'pem', lacksLastLineBreak: true, hasCarriageReturns: true }),
  ).toEqual([
    'A key that its passphrase hides, PEM.',
    'It has a passphrase: what uses it has to know that too.',
    'Its lines end as on Windows, which many versions of ssh can’t read. They are left as they are.',
    'The missing line break at its end is added.',
  ])
})

test('a public key and one that was cut can’t serve', () => {
  expect(sshKeyProblem({ ...key, isPublic: true })).toContain('public key')
  expect(sshKeyProblem({ kind: 'cut' })).toContain('end is missing')
  expect(sshKeyFacts({ kind: 'cut' })).toEqual([])
  expect(sshKeyFacts({ kind: 'one-line' })[0]).toContain('line breaks are gone')
  expect(sshKeyProblem({ kind: 'no-key' })).toBe('')
  expect(sshKeyProblem(null)).toBe('')
})
