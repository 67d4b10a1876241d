import { isIP } from 'node:net'
import type { Certificate } from './certificate.ts'

/** Whether a certificate is valid for a host: a name or an address. Like Go, it ignores the common name. */
export function isForHost({ names }: Certificate, host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '')
  if (isIP(bare) !== 0) {
    const address = addressBytes(bare)
    return names?.addresses.some((one) => one.equals(address)) ?? false
  }
  const wanted = bare.toLowerCase()
  const isName = isHostName(wanted, false)
  return (
    names?.dns.some((pattern) =>
      isName && isHostName(pattern, true)
        ? fits(pattern.toLowerCase(), wanted.replace(/\.$/, ''))
        : wanted !== '' && wanted !== '.' && pattern.toLowerCase() === wanted,
    ) ?? false
  )
}

/** An IP address as bytes; an IPv4-mapped IPv6 address as IPv4. */
export function addressBytes(address: string): Buffer {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  if (isIP(mapped) === 4) return Buffer.from(mapped.split('.').map(Number))
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':').map((group) => parseInt(group, 16)))
  const [before, after] = [groups(head), groups(tail ?? '')]
  const zeros = new Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0)
  const all = tail === undefined ? before : [...before, ...zeros, ...after]
  const bytes = Buffer.from(all.flatMap((group) => [group >> 8, group & 0xff]))
  const isMapped = bytes.subarray(0, 10).every((byte) => byte === 0) && bytes.readUInt16BE(10) === 0xffff
  return isMapped ? bytes.subarray(12) : bytes
}

/** A wildcard matches exactly one label, the first. */
function fits(pattern: string, host: string): boolean {
  const [labels, wanted] = [host.split('.'), pattern.split('.')]
  return (
    labels.length === wanted.length &&
    wanted.every((label, at) => (at === 0 && label === '*') || label === labels[at])
  )
}

function isHostName(name: string, isPattern: boolean): boolean {
  const labels = (isPattern ? name : name.replace(/\.$/, '')).split('.')
  if (isPattern && name === '*') return false
  return labels.every(
    (label, at) => (isPattern && at === 0 && label === '*') || /^[A-Za-z0-9_][A-Za-z0-9_-]*$/.test(label),
  )
}
