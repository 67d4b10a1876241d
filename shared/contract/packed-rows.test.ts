import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Credential, UnusedSecret } from '../credential.ts'
import { credentialOf } from '../credential.fixture.ts'
import { cluster, type ClusterMessage } from './cluster.ts'

const { packing } = cluster.open
if (packing === undefined) throw new Error('the list crosses as it is')
const crossed = (message: ClusterMessage): ClusterMessage =>
  packing.unpack(JSON.parse(JSON.stringify(packing.pack(message))))

/** A small set of texts, so that rows share some, including texts that JSON escapes. */
const text = fc.oneof(fc.constantFrom('', 'a', 'b', '0', 'null'), fc.string({ unit: 'binary' }))
const scope = fc.record({ kind: fc.constant('project' as const), id: text, name: text })
const credential = fc
  .record({
    ...{ uid: text, name: text, namespace: text, scope, description: text, createdBy: text },
    type: fc.constantFrom('password' as const, null),
    rotatedAt: fc.option(text),
    status: fc.constantFrom<Credential['status']>(
      { kind: 'ok' },
      { kind: 'issues', issues: [{ code: 'values-in-annotation' }] },
    ),
    owner: fc.option(fc.record({ keeper: fc.constant('argocd' as const), name: text, source: text })),
  })
  .map((parts): Credential => credentialOf(parts.uid, parts))
const unused = fc.record<UnusedSecret>({
  ...{ uid: text, kubernetesName: text, namespace: text, scope, secretType: text, createdBy: text },
  ...{ createdAt: text, cluster: text, resourceVersion: text, keyCount: fc.nat(5) },
  ...{ type: fc.constant(null), deleting: fc.boolean(), hasValuesInAnnotation: fc.boolean() },
})

it('brings every row back as it was, in its place', () => {
  const rows = fc.record({
    kind: fc.constant('rows' as const),
    news: fc.array(fc.uuid()),
    credentials: fc.array(credential, { maxLength: 20 }),
    unused: fc.array(unused, { maxLength: 20 }),
    removed: fc.array(text, { maxLength: 5 }),
  })
  fc.assert(
    fc.property(rows, (message) => {
      expect(crossed(message)).toEqual(message)
    }),
    { seed: 291_126, numRuns: 300 },
  )
})

it('sends what many rows have in common once', () => {
  const credentials = Array.from({ length: 1000 }, (_, index) =>
    credentialOf(`uid-${index}`, { description: 'of all of them' }),
  )
  const packed = packing.pack({ kind: 'rows', credentials, unused: [], removed: [], news: [] })
  expect(JSON.stringify(packed).split('of all of them')).toHaveLength(2)
})

it('leaves other messages as they are', () => {
  const message: ClusterMessage = { kind: 'health', health: { state: 'listing' } }
  expect(crossed(message)).toEqual(message)
})
