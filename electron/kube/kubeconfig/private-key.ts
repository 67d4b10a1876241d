import { createPrivateKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { pemBlocks } from './pem-blocks.ts'

/** Why a private key can't be used; the message contains nothing of it. */
export class UnusableKey extends Error {}

/** In Go's order. */
const encodings = ['pkcs1', 'pkcs8', 'sec1'] as const

/**
 * The first private key of a PEM text. As in Go, its label doesn't say which encoding it has: some consoles write a
 * PKCS #1 key as `PRIVATE KEY`, which OpenSSL refuses. Throws `UnusableKey`.
 */
export function readPrivateKey(pem: string): KeyObject {
  const block = pemBlocks(pem).find(({ label }) => label === 'PRIVATE KEY' || label.endsWith(' PRIVATE KEY'))
  if (block === undefined) throw new UnusableKey('no private key')
  for (const type of encodings) {
    try {
      return createPrivateKey({ key: block.bytes, format: 'der', type })
    } catch {
      // It may have the next encoding.
    }
  }
  const isEncrypted = block.label === 'ENCRYPTED PRIVATE KEY' || block.hasHeaders
  throw new UnusableKey(
    isEncrypted ? 'it has a passphrase, which kubectl can’t use either' : 'no private key',
  )
}
