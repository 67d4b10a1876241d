import { expect, test } from 'vitest'
import { lacksLastLineBreak, sshKeyText, withLastLineBreak } from './ssh-key-text.ts'

const pemOf = (label: string) => `-----BEGIN ${label}-----\nb3Bl\n-----END ${label}-----\n`
const pkcs8 = pemOf('PRIVATE KEY')
const sec1 = pemOf('EC PRIVATE KEY')
const locked = pemOf('ENCRYPTED PRIVATE KEY')
const openssh = '-----BEGIN OPENSSH PRIVATE KEY-----\r\nb3Bl\r\n-----END OPENSSH PRIVATE KEY-----\r\n'

test.each([pkcs8, sec1, locked, openssh])('knows a private key', (text) => {
  expect(sshKeyText(text)).toBe('private')
  expect(lacksLastLineBreak(text)).toBe(false)
})

test.each([
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI anna@halden.io\n',
  'ecdsa-sha2-nistp256 AAAAE2VjZHNh',
  pemOf('PUBLIC KEY'),
])('knows a public key, which can be no mistake for a private one', (text) => {
  expect(sshKeyText(text)).toBe('public')
  expect(withLastLineBreak(text)).toBe(text)
})

test('tells a key that was cut, one of PuTTY and what is none', () => {
  expect(sshKeyText(pkcs8.slice(0, -30))).toBe('cut')
  expect(sshKeyText('PuTTY-User-Key-File-3: ssh-ed25519\n')).toBe('putty')
  expect(sshKeyText('hunter2')).toBe('unknown')
})

test('adds a missing last line break to a private key, and leaves all else', () => {
  expect(withLastLineBreak(pkcs8.trimEnd())).toBe(pkcs8)
  expect(withLastLineBreak(pkcs8)).toBe(pkcs8)
  expect(withLastLineBreak('')).toBe('')
  expect(withLastLineBreak('hunter2')).toBe('hunter2')
})
