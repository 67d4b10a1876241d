import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { pemBlocks, pemText } from './pem-blocks.ts'
import { readPrivateKey } from './private-key.ts'

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const { privateKey: curveKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pem = (type: 'pkcs1' | 'pkcs8') => privateKey.export({ type, format: 'pem' }).toString()
const called = (label: string, text: string) =>
  pemBlocks(text)
    .map(({ bytes }) => pemText({ label, bytes }))
    .join('')

describe('a private key', () => {
  // https://github.com/kubesphere/kubesphere/issues/4933
  it.each([
    ['PKCS #1 as PRIVATE KEY', called('PRIVATE KEY', pem('pkcs1')), privateKey],
    ['PKCS #1 as EC PRIVATE KEY', called('EC PRIVATE KEY', pem('pkcs1')), privateKey],
    ['PKCS #8 as RSA PRIVATE KEY', called('RSA PRIVATE KEY', pem('pkcs8')), privateKey],
    [
      'SEC 1 as PRIVATE KEY',
      called('PRIVATE KEY', curveKey.export({ type: 'sec1', format: 'pem' }).toString()),
      curveKey,
    ],
  ])('is read in the encoding that it has: %s', (_, text, expected) => {
    expect(readPrivateKey(text).equals(expected)).toBe(true)
  })

  // https://github.com/kubernetes-client/java/issues/868
  it.each(['pkcs1', 'pkcs8'] as const)('with a passphrase is called that: %s', (type) => {
    const locked = privateKey.export({ type, format: 'pem', cipher: 'aes-128-cbc', passphrase: 'FAKE-words' })
    expect(() => readPrivateKey(locked.toString())).toThrow('it has a passphrase')
  })

  it.each([
    '',
    pem('pkcs8').replaceAll('PRIVATE KEY', 'PUBLIC KEY'),
    pemText({ label: 'PRIVATE KEY', bytes: Buffer.from('FAKE') }),
  ])('is missing in other texts', (text) => {
    expect(() => readPrivateKey(text)).toThrow('no private key')
  })
})
