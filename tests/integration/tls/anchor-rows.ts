import type { ChainRow } from './chain-row.ts'
import {
  authority,
  authorityKeyId,
  basicConstraints,
  ecKey,
  forServers,
  keyUsage,
  leaf,
  make,
  named,
  names,
  subjectKeyId,
} from './make-certificate.ts'

const ca = (more: Buffer[] = []) => [basicConstraints(true), keyUsage(['certSign']), ...more]

/** Who is trusted, and how: anchors, missing links, replaced authorities. */
export function anchorRows(): ChainRow[] {
  const root = authority('root')
  const middle = authority('middle', { by: root })
  const byRoot = leaf(root)
  const byMiddle = leaf(middle)
  const selfSigned = make({ subject: 'server', extensions: [forServers(), names(['127.0.0.1'])] })
  const pinnedKey = ecKey()
  const pinned = leaf(root, { pair: pinnedKey })
  const elsewhere = leaf(root, { names: ['10.0.0.1'] })
  const expiredLeaf = leaf(root, { from: -9, until: -2 })
  return [
    { what: 'a root', trust: [root], sent: [byRoot], right: 'connects' },
    { what: 'a root, with an authority between', trust: [root], sent: [byMiddle, middle], right: 'connects' },
    { what: 'the authority between is missing', trust: [root], sent: [byMiddle], right: 'unknown-authority' },
    { what: 'only the authority between is trusted', trust: [middle], sent: [byMiddle], right: 'connects' },
    {
      what: 'only the authority between is trusted, and sent as well',
      trust: [middle],
      sent: [byMiddle, middle],
      right: 'connects',
    },
    { what: 'the server’s own certificate is trusted', trust: [pinned], sent: [pinned], right: 'connects' },
    { what: 'one that signed itself is trusted', trust: [selfSigned], sent: [selfSigned], right: 'connects' },
    { what: 'one that signed itself is not', trust: [root], sent: [selfSigned], right: 'unknown-authority' },
    {
      what: 'another certificate of the server’s key is trusted',
      trust: [leaf(root, { pair: pinnedKey })],
      sent: [pinned],
      right: 'unknown-authority',
    },
    {
      what: 'the pinned one has expired',
      trust: [expiredLeaf],
      sent: [expiredLeaf],
      right: 'certificate-expired',
    },
    {
      what: 'the pinned one is for another host',
      trust: [elsewhere],
      sent: [elsewhere],
      right: 'certificate-other-host',
    },
    {
      what: 'an authority of the same name with another key',
      trust: [authority('root')],
      sent: [byRoot],
      right: 'wrong-signature',
    },
    {
      what: 'one link more than is needed, in no order',
      trust: [root],
      sent: [byMiddle, authority('someone else'), root, middle],
      right: 'connects',
    },
    longChain(),
    ...sameNameRows(),
    ...crossSignedRows(),
    ...timeRows(),
  ]
}

function longChain(): ChainRow {
  const root = authority('root')
  const one = authority('one', { by: root })
  const two = authority('two', { by: one })
  const three = authority('three', { by: two })
  return {
    what: 'three authorities between',
    trust: [root],
    sent: [leaf(three), three, two, one],
    right: 'connects',
  }
}

/** Several authorities with one name; key identifiers that help, are missing or wrong. */
function sameNameRows(): ChainRow[] {
  const [before, after] = [authority('root'), authority('root')]
  const byAfter = leaf(after)
  const withId = (id: string) => authority('root', { extensions: ca([subjectKeyId(id)]) })
  const [first, second] = [withId('first'), withId('second')]
  const extensions = [forServers(), names(['127.0.0.1'])]
  const bySecond = leaf(second, { extensions: [...extensions, authorityKeyId('second')] })
  const wrongId = leaf(second, { extensions: [...extensions, authorityKeyId('first')] })
  const many = Array.from({ length: 12 }, () => authority('root'))
  const printable = make({ subject: named('root', 'printable'), extensions: ca() })
  return [
    {
      what: 'two roots of one name, the right one last',
      trust: [before, after],
      sent: [byAfter],
      right: 'connects',
    },
    {
      what: 'two roots of one name, the right one first',
      trust: [after, before],
      sent: [byAfter],
      right: 'connects',
    },
    {
      what: 'the key id leads to the second root',
      trust: [first, second],
      sent: [bySecond],
      right: 'connects',
    },
    {
      what: 'the key id leads to the wrong root',
      trust: [first, second],
      sent: [wrongId],
      right: 'connects',
    },
    { what: 'a wrong key id, and one root', trust: [second], sent: [wrongId], right: 'connects' },
    { what: 'no key id at the leaf', trust: [first, second], sent: [leaf(second)], right: 'connects' },
    {
      what: 'no key id at the root',
      trust: [after],
      sent: [leaf(after, { extensions: [...extensions, authorityKeyId('x')] })],
      right: 'connects',
    },
    {
      what: 'twelve wrong roots of one name before the right one',
      trust: [...many, after],
      sent: [byAfter],
      right: 'connects',
    },
    {
      what: 'the name of the root is written in another kind of text',
      trust: [printable],
      sent: [leaf({ ...printable, subject: named('root') })],
      right: 'unknown-authority',
    },
  ]
}

/** Authorities signed by several others, such as during a changeover. */
function crossSignedRows(): ChainRow[] {
  const [one, two] = [authority('root one'), authority('root two')]
  const pair = ecKey()
  const byOne = authority('middle', { by: one, pair })
  const byTwo = authority('middle', { by: two, pair })
  const expiredByOne = authority('middle', { by: one, pair, from: -9, until: -2 })
  const server = leaf(byOne)
  const twoByOne = authority('root two', { by: one, pair: two.pair })
  const byRootTwo = leaf(two)
  return [
    {
      what: 'cross-signed, the trusted way is sent last',
      trust: [two],
      sent: [server, byOne, byTwo],
      right: 'connects',
    },
    {
      what: 'cross-signed, the trusted way is sent first',
      trust: [two],
      sent: [server, byTwo, byOne],
      right: 'connects',
    },
    {
      what: 'cross-signed, the trusted way is not sent',
      trust: [one],
      sent: [server, byTwo],
      right: 'unknown-authority',
    },
    {
      what: 'a new root, signed by the old one that is trusted',
      trust: [one],
      sent: [byRootTwo, twoByOne],
      right: 'connects',
    },
    {
      what: 'the same, and the new root itself is sent before',
      trust: [one],
      sent: [byRootTwo, two, twoByOne],
      right: 'connects',
    },
    {
      what: 'a new root that is trusted, and its old way is sent',
      trust: [two],
      sent: [byRootTwo, twoByOne, one],
      right: 'connects',
    },
    {
      what: 'cross-signed, one of the ways has expired',
      trust: [one, two],
      sent: [server, expiredByOne, byTwo],
      right: 'connects',
    },
    {
      what: 'the cross-signed one is the anchor, and its expired double is sent',
      trust: [byTwo],
      sent: [server, expiredByOne],
      right: 'connects',
    },
  ]
}

function timeRows(): ChainRow[] {
  const pair = ecKey()
  const expired = authority('root', { pair, from: -9, until: -2 })
  const renewed = authority('root', { pair })
  const future = authority('root', { pair, from: 2 })
  const server = leaf(renewed)
  const root = authority('top')
  const old = authority('middle', { by: root, from: -9, until: -2 })
  return [
    {
      what: 'a renewed root after the expired one',
      trust: [expired, renewed],
      sent: [server],
      right: 'connects',
    },
    {
      what: 'a renewed root before the expired one',
      trust: [renewed, expired],
      sent: [server],
      right: 'connects',
    },
    { what: 'a root that has expired', trust: [expired], sent: [server], right: 'certificate-expired' },
    { what: 'a root of the future', trust: [future], sent: [server], right: 'certificate-not-yet-valid' },
    {
      what: 'an authority between that has expired',
      trust: [root],
      sent: [leaf(old), old],
      right: 'certificate-expired',
    },
    {
      what: 'the server’s has expired',
      trust: [renewed],
      sent: [leaf(renewed, { from: -9, until: -2 })],
      right: 'certificate-expired',
    },
    {
      what: 'the server’s is of the future',
      trust: [renewed],
      sent: [leaf(renewed, { from: 2 })],
      right: 'certificate-not-yet-valid',
    },
  ]
}
