import { DerError, derElements, derSequence } from './der.ts'

/** The names of a certificate by kind. Addresses have 4 or 16 bytes. */
export interface AlternativeNames {
  dns: readonly string[]
  addresses: readonly Buffer[]
  mailboxes: readonly string[]
  uris: readonly string[]
}

/** Which names an authority may sign: if `permitted` has names of a kind, only those, and none that is `excluded`. */
export interface NameConstraints {
  permitted: AlternativeNames
  excluded: AlternativeNames
}

const kinds = { mailboxes: 0x81, dns: 0x82, uris: 0x86, addresses: 0x87 } as const

/** Parses a subjectAltName extension. */
export function readAlternativeNames(value: Buffer): AlternativeNames {
  const names = namesOf(derSequence(value))
  if (names.addresses.some(({ length }) => length !== 4 && length !== 16)) throw new DerError('an address')
  return names
}

/** Parses a nameConstraints extension; `isUnderstood` is false if it contains names of other kinds. */
export function readNameConstraints(value: Buffer): { constraints: NameConstraints; isUnderstood: boolean } {
  const fields = derSequence(value)
  const bases = (tag: number) =>
    derElements(fields.find((field) => field.tag === tag)?.content ?? Buffer.of()).map(({ content }) => {
      const [base] = derElements(content)
      if (base === undefined) throw new DerError('an empty subtree')
      return base
    })
  const [permitted, excluded] = [bases(0xa0), bases(0xa1)]
  const known: number[] = Object.values(kinds)
  const constraints = { permitted: namesOf(permitted), excluded: namesOf(excluded) }
  const addresses = [...constraints.permitted.addresses, ...constraints.excluded.addresses]
  if (addresses.some(({ length }) => length !== 8 && length !== 32)) throw new DerError('an address range')
  return { constraints, isUnderstood: [...permitted, ...excluded].every(({ tag }) => known.includes(tag)) }
}

function namesOf(elements: readonly { tag: number; content: Buffer }[]): AlternativeNames {
  const of = (kind: number) => elements.filter(({ tag }) => tag === kind).map(({ content }) => content)
  const texts = (kind: number) => of(kind).map((content) => content.toString('latin1'))
  return {
    dns: texts(kinds.dns),
    addresses: of(kinds.addresses),
    mailboxes: texts(kinds.mailboxes),
    uris: texts(kinds.uris),
  }
}

/** Whether an authority with these constraints may sign a certificate with these names. */
export function areNamesAllowed({ permitted, excluded }: NameConstraints, names: AlternativeNames): boolean {
  const isAllowed = <T>(
    name: T,
    allowed: readonly T[],
    refused: readonly T[],
    fits: (name: T, range: T) => boolean,
  ) =>
    !refused.some((range) => fits(name, range)) &&
    (allowed.length === 0 || allowed.some((range) => fits(name, range)))
  return (
    names.dns.every((name) => isAllowed(name, permitted.dns, excluded.dns, isInDomain)) &&
    names.addresses.every((name) => isAllowed(name, permitted.addresses, excluded.addresses, isInRange)) &&
    names.mailboxes.every((name) => isAllowed(name, permitted.mailboxes, excluded.mailboxes, isOfDomain)) &&
    names.uris.every((name) => isAllowed(name, permitted.uris, excluded.uris, isAtDomain))
  )
}

function isInDomain(name: string, domain: string): boolean {
  if (domain === '') return true
  const needsSubdomain = domain.startsWith('.')
  const labels = name.toLowerCase().split('.').reverse()
  const wanted = (needsSubdomain ? domain.slice(1) : domain).toLowerCase().split('.').reverse()
  if (labels.length < wanted.length || (needsSubdomain && labels.length === wanted.length)) return false
  return wanted.every((label, at) => labels[at] === label)
}

function isInRange(address: Buffer, range: Buffer): boolean {
  const half = range.length / 2
  if (address.length !== half) return false
  return address.every((byte, at) => (byte & (range[half + at] ?? 0)) === (range[at] ?? 0))
}

function isOfDomain(mailbox: string, range: string): boolean {
  if (range.includes('@')) return mailbox === range
  return isInDomain(mailbox.slice(mailbox.lastIndexOf('@') + 1), range)
}

function isAtDomain(uri: string, domain: string): boolean {
  return URL.canParse(uri) && isInDomain(new URL(uri).hostname, domain)
}
