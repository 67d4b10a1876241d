import sshpk, { type Key, type PrivateKey } from 'sshpk'
import type { SshKey, SshKeyFormat, SshKeyReading } from '../../../shared/ssh-key.ts'
import { lacksLastLineBreak } from './last-line-break.ts'

/** In bytes. A key with 16,384 bits is shorter. Longer input never reaches the parser. */
const longestKey = 16 * 1024
const longestComment = 256

const beginLine = /^-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----/m
const puttyLine = /^PuTTY-User-Key-File-[23]: (\S+)[ \t]*\r?$/m
/** The format of ssh.com, which PuTTYgen and some file transfer programs write. */
const sshComLine = /^---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----/m
const publicLine =
  /^(?:-----BEGIN (?:RSA |SSH2 )?PUBLIC KEY-----|---- BEGIN SSH2 PUBLIC KEY ----|(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\S+|sk-\S+@openssh\.com) AAAA)/m

/**
 * Describes an SSH key. The parser's messages repeat parts of their input, so that none is passed on: unreadable input
 * is `broken`.
 */
export function inspectSshKey(bytes: Uint8Array): SshKeyReading {
  const text = Buffer.from(bytes.subarray(0, longestKey + 1)).toString('latin1')
  const key = text.length > longestKey ? null : readKey(text)
  if (key === null) return { kind: 'no-key' }
  if (typeof key === 'string') return { kind: key }
  return {
    kind: 'key',
    ...key,
    lacksLastLineBreak: lacksLastLineBreak(bytes),
    hasCarriageReturns: text.includes('\r\n'),
  }
}

function readKey(text: string): SshKey | 'cut' | 'one-line' | 'broken' | null {
  const [begin, label = ''] = beginLine.exec(text) ?? []
  if (begin !== undefined) {
    const end = `-----END ${label}-----`
    const from = text.indexOf(begin)
    const to = text.indexOf(end, from)
    if (to < 0) return 'cut'
    const pem = text.slice(from, to + end.length).replaceAll('\r\n', '\n')
    if (!pem.includes('\n')) return 'one-line'
    return orBroken(() => (label === 'OPENSSH PRIVATE KEY' ? readOpenSsh(pem) : readPem(pem, label)))
  }
  if (puttyLine.test(text)) return readPutty(text)
  if (sshComLine.test(text)) return 'broken'
  if (publicLine.test(text))
    return orBroken(() => described(sshpk.parseKey(text, 'auto'), { isPublic: true }))
  return null
}

function orBroken(read: () => SshKey): SshKey | 'broken' {
  try {
    return read()
  } catch {
    return 'broken'
  }
}

interface Known {
  format?: SshKeyFormat
  isPublic?: boolean
  comment?: string
  hasPassphrase?: boolean
}

function described(
  key: Key | PrivateKey,
  { format = 'openssh', isPublic = false, comment, hasPassphrase }: Known,
): SshKey {
  const { type, size } = key
  return {
    isPublic,
    format,
    type,
    bits: size,
    comment: commentOf(comment ?? key.comment ?? ''),
    fingerprint: key.fingerprint('sha256').toString(),
    hasPassphrase: hasPassphrase ?? false,
  }
}

/** The library makes up a comment if a key has none. */
const commentOf = (comment: string): string =>
  comment === '(unnamed)' ? '' : Buffer.from(comment, 'latin1').toString('utf8').slice(0, longestComment)

const magic = Buffer.from('openssh-key-v1\0')

/** The outer part names the cipher and contains the public key in plaintext, with or without a passphrase. */
function readOpenSsh(pem: string): SshKey {
  const outer = Buffer.from(linesOf(pem).slice(1, -1).join(''), 'base64')
  if (!outer.subarray(0, magic.length).equals(magic)) throw new Error('no such key')
  const cipher = wireString(outer, magic.length)
  if (cipher.bytes.toString('latin1') === 'none')
    return described(sshpk.parsePrivateKey(pem, 'ssh-private'), {})
  const options = wireString(outer, wireString(outer, cipher.next).next)
  // The number of keys is in between. It is always one.
  const publicKey = wireString(outer, options.next + 4)
  wireString(outer, publicKey.next)
  return described(sshpk.parseKey(publicKey.bytes, 'rfc4253'), { comment: '', hasPassphrase: true })
}

/** Reads length-prefixed bytes; `next` is the position after them. Throws if there are fewer. */
function wireString(from: Buffer, at: number): { bytes: Buffer; next: number } {
  const next = at + 4 + from.readUInt32BE(at)
  if (next > from.length) throw new RangeError('it ends too early')
  return { bytes: from.subarray(at + 4, next), next }
}

function readPem(pem: string, label: string): SshKey {
  const format = label === 'PRIVATE KEY' || label === 'ENCRYPTED PRIVATE KEY' ? 'pkcs8' : 'pem'
  if (label !== 'ENCRYPTED PRIVATE KEY' && !/^Proc-Type: 4,ENCRYPTED/m.test(pem))
    return described(sshpk.parsePrivateKey(pem, 'pem'), { format, comment: '' })
  const type = ({ RSA: 'rsa', DSA: 'dsa', EC: 'ecdsa' } as const)[label.split(' ')[0] ?? ''] ?? null
  return { isPublic: false, format, type, bits: null, comment: '', fingerprint: null, hasPassphrase: true }
}

/** The public half is in plaintext. The private half isn't read. */
function readPutty(text: string): SshKey | 'cut' | 'broken' {
  const lines = linesOf(text)
  const after = (name: string) => lines.findIndex((line) => line.startsWith(`${name}: `))
  const told = (name: string) => lines[after(name)]?.slice(name.length + 2).trim() ?? ''
  const block = (name: string) => {
    const first = after(name) + 1
    return lines.slice(first, first + Number(told(name)))
  }
  const isWhole =
    block('Private-Lines').length > 0 &&
    after('Private-MAC') > after('Private-Lines') + Number(told('Private-Lines'))
  if (!isWhole) return 'cut'
  return orBroken(() =>
    described(sshpk.parseKey(Buffer.from(block('Public-Lines').join(''), 'base64'), 'rfc4253'), {
      format: 'putty',
      comment: told('Comment'),
      hasPassphrase: told('Encryption') !== 'none',
    }),
  )
}

const linesOf = (text: string): string[] => text.trim().split(/\r?\n/)
