import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import sshpk from 'sshpk'
import { describe, expect, it } from 'vitest'
import { inspectSshKey } from './inspect-ssh-key.ts'
import { withLastLineBreak } from './last-line-break.ts'
import { puttyKeys } from './putty-keys.fixture.ts'

const passphrase = 'FAKE-passphrase'
const keys = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
  ecdsa: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  ed25519: generateKeyPairSync('ed25519').privateKey,
}
const pkcs8 = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString()
const parsed = (key: KeyObject) => {
  const made = sshpk.parsePrivateKey(pkcs8(key), 'pkcs8')
  made.comment = 'robot@build'
  return made
}
const openSsh = (key: KeyObject, options: object = {}) => parsed(key).toString('ssh-private', options)
const fingerprintOf = (key: KeyObject) => parsed(key).fingerprint('sha256').toString()
const inspect = (text: string) => inspectSshKey(Buffer.from(text))

/** A file in PuTTYgen's format. Its private half is made up. */
function putty(key: KeyObject, version: 2 | 3, encryption: string): string {
  const body = (bytes: Buffer) => bytes.toString('base64').match(/.{1,64}/g) ?? []
  const publicLines = body(parsed(key).toPublic().toBuffer('rfc4253'))
  const privateLines = body(Buffer.alloc(96, 7))
  return [
    `PuTTY-User-Key-File-${version}: ssh-ed25519`,
    `Encryption: ${encryption}`,
    'Comment: robot@build',
    `Public-Lines: ${publicLines.length}`,
    ...publicLines,
    ...(version === 3 && encryption !== 'none' ? ['Key-Derivation: Argon2id', 'Argon2-Memory: 8192'] : []),
    `Private-Lines: ${privateLines.length}`,
    ...privateLines,
    `Private-MAC: ${'ab'.repeat(version === 2 ? 20 : 32)}`,
    '',
  ].join('\r\n')
}

describe('an SSH key', () => {
  it.each([
    ['rsa', 2048],
    ['ecdsa', 256],
    ['ed25519', 256],
  ] as const)(
    'of the kind %s is reported in OpenSSH’s form, with its comment and fingerprint',
    (type, bits) => {
      expect(inspect(openSsh(keys[type]))).toEqual({
        kind: 'key',
        isPublic: false,
        format: 'openssh',
        type,
        bits,
        comment: 'robot@build',
        fingerprint: fingerprintOf(keys[type]),
        hasPassphrase: false,
        lacksLastLineBreak: false,
        hasCarriageReturns: false,
      })
    },
  )

  it('with a passphrase shows its public half if its form has that unencrypted', () => {
    const text = openSsh(keys.ed25519, { passphrase })
    expect(inspect(text)).toMatchObject({
      type: 'ed25519',
      bits: 256,
      comment: '',
      fingerprint: fingerprintOf(keys.ed25519),
      hasPassphrase: true,
    })
    const cipher = { cipher: 'aes-256-cbc', passphrase, format: 'pem' } as const
    const hidden = { bits: null, comment: '', fingerprint: null, hasPassphrase: true, isPublic: false }
    expect(inspect(keys.rsa.export({ type: 'pkcs8', ...cipher }).toString())).toMatchObject({
      ...hidden,
      format: 'pkcs8',
      type: null,
    })
    expect(inspect(keys.rsa.export({ type: 'pkcs1', ...cipher }).toString())).toMatchObject({
      ...hidden,
      format: 'pem',
      type: 'rsa',
    })
  })

  it('is reported in the forms of PEM', () => {
    const told = {
      type: 'rsa',
      bits: 2048,
      comment: '',
      fingerprint: fingerprintOf(keys.rsa),
      hasPassphrase: false,
    }
    expect(inspect(pkcs8(keys.rsa))).toMatchObject({ ...told, format: 'pkcs8' })
    const older = keys.rsa.export({ type: 'pkcs1', format: 'pem' }).toString()
    expect(inspect(older)).toMatchObject({ ...told, format: 'pem' })
    expect(inspect(keys.ecdsa.export({ type: 'sec1', format: 'pem' }).toString())).toMatchObject({
      format: 'pem',
      type: 'ecdsa',
      fingerprint: fingerprintOf(keys.ecdsa),
    })
  })

  it.each([
    [2, 'none', false],
    [2, 'aes256-cbc', true],
    [3, 'none', false],
    [3, 'aes256-cbc', true],
  ] as const)('is reported in PuTTY’s form %i, %s', (version, encryption, hasPassphrase) => {
    expect(inspect(putty(keys.ed25519, version, encryption))).toMatchObject({
      kind: 'key',
      isPublic: false,
      format: 'putty',
      type: 'ed25519',
      comment: 'robot@build',
      fingerprint: fingerprintOf(keys.ed25519),
      hasPassphrase,
      hasCarriageReturns: true,
      lacksLastLineBreak: false,
    })
  })

  it.each(puttyKeys)(
    'that PuTTYgen wrote, $type in version $version, is described as PuTTYgen does',
    ({ file, type, bits, comment, fingerprint, hasPassphrase }) => {
      const told = {
        kind: 'key',
        isPublic: false,
        format: 'putty',
        type,
        bits,
        comment,
        fingerprint,
        hasPassphrase,
      }
      expect(inspect(file)).toMatchObject(told)
      expect(inspect(file.replaceAll('\n', '\r\n'))).toMatchObject({ ...told, hasCarriageReturns: true })
      for (const end of [file.indexOf('Private-Lines'), file.indexOf('Private-MAC'), file.length - 70])
        expect(inspect(file.slice(0, end))).toEqual({ kind: 'cut' })
    },
  )

  it('in the form of ssh.com can’t be read, and is not taken for another kind of text', () => {
    const text =
      '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nP2/56wAAA+4=\n---- END SSH2 ENCRYPTED PRIVATE KEY ----\n'
    expect(inspect(text)).toEqual({ kind: 'broken' })
  })

  it('that is public is reported as public', () => {
    const key = parsed(keys.ed25519).toPublic()
    key.comment = 'robot@build'
    for (const text of [key.toString('ssh'), key.toString('pkcs8')])
      expect(inspect(text)).toMatchObject({
        kind: 'key',
        isPublic: true,
        type: 'ed25519',
        fingerprint: fingerprintOf(keys.ed25519),
      })
  })

  it('that was cut is reported, wherever it was', () => {
    const text = openSsh(keys.rsa)
    const lines = text.split('\n')
    for (const end of [40, 400, text.length - 20])
      expect(inspect(text.slice(0, end))).toEqual({ kind: 'cut' })
    const holed = [...lines.slice(0, 5), ...lines.slice(9)].join('\n')
    expect(inspect(holed)).toEqual({ kind: 'broken' })
    const older = pkcs8(keys.rsa).split('\n')
    expect(inspect([...older.slice(0, 5), ...older.slice(9)].join('\n'))).toEqual({ kind: 'broken' })
    expect(inspect(putty(keys.ed25519, 3, 'none').slice(0, -80))).toEqual({ kind: 'cut' })
  })

  // n8n-io/n8n#31007, webfactory/ssh-agent#233, home-assistant/addons#3700.
  it('that lost its line breaks in a field of one line is reported', () => {
    for (const text of [openSsh(keys.ed25519), pkcs8(keys.rsa)])
      for (const instead of ['', ' ', '\\n'])
        expect(inspect(text.replaceAll('\n', instead))).toEqual({ kind: 'one-line' })
  })

  it('isn’t found if there is nothing of one, or it is longer than any', () => {
    for (const text of [
      '',
      'hello',
      '\0\xff',
      '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
    ])
      expect(inspect(text)).toEqual({ kind: 'no-key' })
    expect(inspect(pkcs8(keys.rsa) + ' '.repeat(20_000))).toEqual({ kind: 'no-key' })
    for (const text of [
      '-----BEGIN RSA PRIVATE KEY-----\n!!\n-----END RSA PRIVATE KEY-----\n',
      'ssh-rsa AAAAnothing',
    ])
      expect(inspect(text)).toEqual({ kind: 'broken' })
  })
})

describe('the last line break of an SSH key', () => {
  const mended = (text: string) => withLastLineBreak(Buffer.from(text)).toString()

  it('is added where it is missing, so that ssh reads the key', () => {
    const whole = openSsh(keys.ed25519).trimEnd()
    expect(inspect(whole)).toMatchObject({ kind: 'key', lacksLastLineBreak: true })
    expect(mended(whole)).toBe(`${whole}\n`)
    expect(createPrivateKey(mended(pkcs8(keys.rsa).trimEnd())).type).toBe('private')
  })

  it('is all that is fixed', () => {
    const crlf = openSsh(keys.ed25519).replaceAll('\n', '\r\n')
    expect(inspect(crlf)).toMatchObject({ kind: 'key', hasCarriageReturns: true, lacksLastLineBreak: false })
    for (const text of [crlf, `${crlf}\n\n`, 'no key', openSsh(keys.ed25519).slice(0, 200), ''])
      expect(mended(text)).toBe(text)
    expect(withLastLineBreak(Buffer.from([0xff, 0xfe]))).toEqual(Buffer.from([0xff, 0xfe]))
  })
})
