import { generateKeyPairSync } from 'node:crypto'
import type { ChainRow } from './chain-row.ts'
import {
  authority,
  basicConstraints,
  directoryConstraint,
  dnsName,
  ecKey,
  forAnything,
  forClients,
  forServers,
  keyUsage,
  leaf,
  make,
  nameConstraints,
  names,
  rsaKey,
  unknown,
} from './make-certificate.ts'

const ca = (more: Buffer[] = []) => [basicConstraints(true), keyUsage(['certSign']), ...more]
const rootWith = (extensions: Buffer[]) => make({ subject: 'root', extensions })

/** The content of certificates: who may sign what, and for which use. */
export function usageRows(): ChainRow[] {
  const root = authority('root')
  const between = (extensions: Buffer[]) => make({ subject: 'middle', by: root, extensions })
  const through = (what: string, extensions: Buffer[], right: string): ChainRow => {
    const middle = between(extensions)
    return { what, trust: [root], sent: [leaf(middle), middle], right }
  }
  const from = (what: string, extensions: Buffer[], right: string): ChainRow => {
    const anchor = rootWith(extensions)
    return { what, trust: [anchor], sent: [leaf(anchor)], right }
  }
  const own = (what: string, extensions: Buffer[], right: string): ChainRow => ({
    what,
    trust: [root],
    sent: [leaf(root, { extensions: [names(['127.0.0.1']), ...extensions] })],
    right,
  })
  const short = rootWith([basicConstraints(true, 0), keyUsage(['certSign'])])
  const longer = rootWith([basicConstraints(true, 1), keyUsage(['certSign'])])
  const [underShort, underLonger] = [authority('middle', { by: short }), authority('middle', { by: longer })]
  const first = make({ subject: 'root', version: 1 })
  return [
    {
      what: 'a path longer than the root allows',
      trust: [short],
      sent: [leaf(underShort), underShort],
      right: 'path-too-long',
    },
    {
      what: 'a path as long as the root allows',
      trust: [longer],
      sent: [leaf(underLonger), underLonger],
      right: 'connects',
    },
    through(
      'one between that is no authority',
      [basicConstraints(false), keyUsage(['certSign'])],
      'no-authority',
    ),
    through('one between that does not say that it is one', [keyUsage(['certSign'])], 'no-authority'),
    through(
      'one between that may not sign',
      [basicConstraints(true), keyUsage(['digitalSignature'])],
      'no-authority',
    ),
    through('one between for clients alone', ca([forClients()]), 'other-purpose'),
    through('one between for servers', ca([forServers()]), 'connects'),
    through('an unknown critical extension between', ca([unknown(true)]), 'unknown-extension'),
    { what: 'a root of version 1', trust: [first], sent: [leaf(first)], right: 'connects' },
    from('a root that does not say that it is one', [keyUsage(['certSign'])], 'no-authority'),
    from(
      'a root that may not sign',
      [basicConstraints(true), keyUsage(['digitalSignature'])],
      'no-authority',
    ),
    from('a root without a key usage', [basicConstraints(true)], 'connects'),
    from('a root for clients alone', ca([forClients()]), 'other-purpose'),
    from('an unknown critical extension of the root', ca([unknown(true)]), 'unknown-extension'),
    own('a server’s for clients alone', [forClients()], 'other-purpose'),
    own('a server’s for no stated use', [], 'connects'),
    own('a server’s for any use', [forAnything()], 'connects'),
    own('a server’s with an unknown critical extension', [unknown(true)], 'unknown-extension'),
    own('a server’s with an unknown extension that is not critical', [unknown(false)], 'connects'),
  ]
}

/** Hosts, and name constraints of authorities. */
export function nameRows(): ChainRow[] {
  const root = authority('root')
  const host = (what: string, tlsServerName: string, own: string[], right: string): ChainRow => ({
    what,
    trust: [root],
    sent: [leaf(root, { names: own })],
    ...(tlsServerName === '' ? {} : { tlsServerName }),
    right,
  })
  const constrained = (
    what: string,
    constraints: Buffer,
    right: string,
    { tlsServerName = '', own = ['127.0.0.1'] } = {},
  ): ChainRow => {
    const anchor = rootWith(ca([constraints]))
    return {
      what,
      trust: [anchor],
      sent: [leaf(anchor, { names: own })],
      ...(tlsServerName === '' ? {} : { tlsServerName }),
      right,
    }
  }
  const a = { tlsServerName: 'a.example.test', own: ['a.example.test'] }
  const bare = { tlsServerName: 'example.test', own: ['example.test'] }
  const other = 'certificate-other-host'
  return [
    {
      what: 'a common name and no other',
      trust: [root],
      sent: [make({ subject: '127.0.0.1', by: root, extensions: [forServers()] })],
      right: other,
    },
    {
      what: 'the address as a DNS name',
      trust: [root],
      sent: [make({ subject: 'server', by: root, extensions: [forServers(), dnsName('127.0.0.1')] })],
      right: other,
    },
    host('the address among others', '', ['a.example.test', '10.0.0.1', '::1', '127.0.0.1'], 'connects'),
    host('a wildcard', 'a.example.test', ['*.example.test'], 'connects'),
    host('a wildcard for two labels', 'a.b.example.test', ['*.example.test'], other),
    host('a wildcard for no label', 'example.test', ['*.example.test'], other),
    host('a wildcard in a part of a label', 'foo.example.test', ['f*.example.test'], other),
    host('a wildcard in the second label', 'a.b.example.test', ['a.*.example.test'], other),
    host('letters of the other case', 'A.Example.test', ['a.eXample.TEST'], 'connects'),
    host('an underscore', 'a_b.example.test', ['a_b.example.test'], 'connects'),
    host('tls-server-name is an address', '10.0.0.1', ['10.0.0.1'], 'connects'),
    host('tls-server-name is an address of IPv6', 'fd00::1', ['fd00:0::1'], 'connects'),
    host('tls-server-name is another host', 'b.example.test', ['a.example.test'], other),
    host('tls-server-name ends with a dot', 'a.example.test.', ['a.example.test'], 'connects'),
    constrained('allowed: the range of the address', nameConstraints(['127.0.0.0/255.0.0.0']), 'connects'),
    constrained('allowed: another range', nameConstraints(['10.0.0.0/255.0.0.0']), 'name-not-allowed'),
    constrained(
      'excluded: the range of the address',
      nameConstraints([], ['127.0.0.0/255.0.0.0']),
      'name-not-allowed',
    ),
    constrained(
      'allowed: a domain, and the name is an address',
      nameConstraints(['example.test']),
      'connects',
    ),
    constrained('allowed: the domain', nameConstraints(['example.test']), 'connects', a),
    constrained('allowed: another domain', nameConstraints(['other.test']), 'name-not-allowed', a),
    constrained('excluded: the domain', nameConstraints([], ['example.test']), 'name-not-allowed', a),
    constrained('allowed: what is below a domain', nameConstraints(['.example.test']), 'connects', a),
    constrained(
      'allowed: what is below, and it is the domain',
      nameConstraints(['.example.test']),
      'name-not-allowed',
      bare,
    ),
    constrained(
      'allowed: an ending that is no domain',
      nameConstraints(['ample.test']),
      'name-not-allowed',
      bare,
    ),
    constrained(
      'allowed: a folder, which nobody understands',
      nameConstraints([], [], [directoryConstraint()]),
      'unknown-extension',
    ),
  ]
}

/** Keys and signatures. */
export function keyRows(): ChainRow[] {
  const root = authority('root')
  const rsaRoot = authority('rsa root', { pair: rsaKey(2048) })
  const weakRoot = authority('weak root', { pair: rsaKey(1024) })
  const shaRoot = authority('old root', { pair: weakRoot.pair, algorithm: 'sha1' })
  const shaMiddle = authority('middle', { by: rsaRoot, algorithm: 'sha1' })
  const key = (what: string, pair: ReturnType<typeof ecKey>, right: string): ChainRow => ({
    what,
    trust: [root],
    sent: [leaf(root, { pair })],
    right,
  })
  const signed = (what: string, algorithm: Parameters<typeof leaf>[1], right: string): ChainRow => ({
    what,
    trust: [rsaRoot],
    sent: [leaf(rsaRoot, algorithm)],
    right,
  })
  const smallCurve = authority('p224', { pair: ecKey('P-224') })
  const edwards = authority('ed25519', { pair: generateKeyPairSync('ed25519') })
  return [
    key('a key of RSA 2048', rsaKey(2048), 'connects'),
    key('a key of RSA 1024', weakRoot.pair, 'connects'),
    key('a key of P-384', ecKey('P-384'), 'connects'),
    key('a key of P-521', ecKey('P-521'), 'connects'),
    key('a key of Ed25519', generateKeyPairSync('ed25519'), 'connects'),
    key('a key of secp256k1', ecKey('secp256k1'), 'tls-failed'),
    { what: 'a root of RSA 1024', trust: [weakRoot], sent: [leaf(weakRoot)], right: 'connects' },
    { what: 'a root of P-224', trust: [smallCurve], sent: [leaf(smallCurve)], right: 'connects' },
    { what: 'a root of Ed25519', trust: [edwards], sent: [leaf(edwards)], right: 'connects' },
    {
      what: 'a root that signed itself with SHA-1',
      trust: [shaRoot],
      sent: [leaf(shaRoot)],
      right: 'connects',
    },
    { ...signed('the server’s is signed with SHA-1', { algorithm: 'sha1' }, 'weak-signature'), sinceGo: 18 },
    {
      what: 'one between is signed with SHA-1',
      trust: [rsaRoot],
      sent: [leaf(shaMiddle), shaMiddle],
      right: 'weak-signature',
    },
    signed('signed with MD5', { algorithm: 'md5' }, 'weak-signature'),
    signed('signed with SHA-384', { algorithm: 'sha384' }, 'connects'),
    signed('signed with RSA-PSS', { algorithm: 'pss-sha256' }, 'connects'),
    signed('signed with RSA-PSS and SHA-1', { algorithm: 'pss-sha1' }, 'weak-signature'),
    {
      what: 'a negative serial number',
      trust: [root],
      sent: [leaf(root, { serial: Buffer.from([0xff, 1]) })],
      right: 'unreadable',
      sinceGo: 23,
    },
  ]
}

/** How the authority is encoded. */
export function textRows(): ChainRow[] {
  const root = authority('root')
  const other = authority('other')
  const sent = [leaf(root)]
  const text = (what: string, trust: string, right: string): ChainRow => ({ what, trust, sent, right })
  const junk = 'Bag Attributes\n    friendlyName: root\nsubject=CN = root\n'
  const broken = '-----BEGIN CERTIFICATE-----\nbm8=\n-----END CERTIFICATE-----\n'
  const bom = '\ufeff'
  return [
    text('lines end with CR LF', root.pem.replaceAll('\n', '\r\n'), 'connects'),
    text('words between certificates', `${junk}${other.pem}${junk}${root.pem}${junk}`, 'connects'),
    text('a broken certificate before', `${broken}${root.pem}`, 'connects'),
    text('a key before', `${root.key}${root.pem}`, 'connects'),
    text('a byte order mark before the only one', `${bom}${root.pem}`, 'context-unusable'),
    text('a byte order mark before another one', `${bom}${other.pem}${root.pem}`, 'connects'),
    text('no end of line at the end', root.pem.trimEnd(), 'connects'),
    text('the whole base64 in one line', oneLine(root.pem), 'connects'),
    text(
      'marked as trusted, as openssl can',
      root.pem.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE'),
      'context-unusable',
    ),
    text('with headers', root.pem.replace('-----\n', '-----\nProc-Type: 4\n\n'), 'context-unusable'),
    text('spaces before each line', root.pem.replaceAll(/^/gm, '  '), 'context-unusable'),
    text('the same one twice', `${root.pem}${root.pem}`, 'connects'),
    { what: 'of the machine', trust: { system: [other, root] }, sent, right: 'connects' },
    { what: 'of the machine, another one', trust: { system: [other] }, sent, right: 'unknown-authority' },
    {
      what: 'unverified: one that signed itself',
      trust: null,
      isUnverified: true,
      sent: [make({ subject: 'x' })],
      right: 'connects',
    },
    {
      what: 'unverified: expired, of another host',
      trust: null,
      isUnverified: true,
      sent: [leaf(root, { from: -9, until: -2, names: ['a.test'] })],
      right: 'connects',
    },
  ]
}

const oneLine = (pem: string) =>
  pem.replace(/-----\n([^-]*)\n-----/, (_, packed: string) => `-----\n${packed.replaceAll('\n', '')}\n-----`)
