import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useCluster } from '../cluster/use-cluster.ts'
import { record } from './sandbox/scenarios.ts'
import type { Scenario } from './sandbox/scenarios.ts'
import {
  isFollowed,
  jsonPatch,
  makeNamespaces,
  merge,
  randomName,
  realWorld,
  sandboxWorld,
} from './sandbox/worlds.ts'
import type { World } from './sandbox/worlds.ts'

const cluster = useCluster()
const namespace = randomName('generated')
const rounds = { seed: 1, numRuns: 50 }
let real: World
let sandbox: World

beforeAll(async () => {
  real = await realWorld(cluster.adminKubeconfig)
  sandbox = await sandboxWorld()
  await makeNamespaces([real, sandbox], namespace, cluster)
})
afterAll(async () => {
  await real.close()
  await sandbox.close()
})

async function expectAlike(run: Scenario['run']): Promise<void> {
  const scenario = { name: '', run }
  const [told, expected] = await Promise.all([
    record(sandbox, namespace, scenario),
    record(real, namespace, scenario),
  ])
  expect(told).toEqual(expected)
}

const key = fc.constantFrom('a', 'b', 'c', 'example.com/d', 'in', 'notin', 'constructor')
const value = fc.constantFrom('', '1', '2', '-3', 'x', 'in', 'Value', 'a.b-c_d')

describe.runIf(isFollowed(cluster))('label selectors that were made up', () => {
  beforeAll(async () => {
    const labels = fc.sample(fc.dictionary(key, value, { maxKeys: 4 }), 14)
    for (const world of [real, sandbox]) {
      for (const [index, of] of labels.entries()) {
        const body = { metadata: { name: `selected-${index}`, labels: of } }
        await world.ask({ method: 'POST', path: `/api/v1/namespaces/${namespace}/secrets`, body })
      }
    }
  })

  const space = fc.constantFrom('', ' ', '  ', '\t')
  const values = fc
    .tuple(space, fc.array(value, { maxLength: 3 }), space)
    .map(([before, list, after]) => `(${before}${list.join(`,${after}`)}${after})`)
  const requirement = fc.oneof(
    key,
    key.map((name) => `!${name}`),
    fc
      .tuple(key, space, fc.constantFrom('=', '==', '!=', '<', '>'), space, value)
      .map((parts) => parts.join('')),
    fc.tuple(key, fc.constantFrom(' in ', ' notin ', ' in'), values).map((parts) => parts.join('')),
  )
  const sound = fc.array(requirement, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(','))
  const piece = fc.constantFrom(
    'a',
    'b',
    'in',
    'notin',
    '(',
    ')',
    ',',
    '=',
    '==',
    '!=',
    '!',
    '<',
    '>',
    ' ',
    '1',
    '/',
  )
  const broken = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''))

  it('select alike', () =>
    fc.assert(
      fc.asyncProperty(sound, (selector) =>
        expectAlike(({ get }) => get(`?labelSelector=${encodeURIComponent(selector)}`)),
      ),
      rounds,
    ))

  it('are refused alike', () =>
    fc.assert(
      fc.asyncProperty(broken, (selector) =>
        expectAlike(({ get }) => get(`?labelSelector=${encodeURIComponent(selector)}`)),
      ),
      rounds,
    ))
})

const text = fc.constantFrom('', 'x', 'a b', 'é', '"\\', '\n')
const texts = fc.dictionary(fc.constantFrom('a', 'b', 'c.d', 'E_f'), text, { maxKeys: 3 })
const base64 = text.map((plain) => Buffer.from(plain, 'utf8').toString('base64'))
const data = fc.dictionary(fc.constantFrom('a', 'b', '.c', '__proto__', 'constructor'), base64, {
  maxKeys: 3,
})
const orNull = <T>(given: fc.Arbitrary<T>) => fc.option(given, { nil: null, freq: 3 })
const finalizers = fc.subarray(['example.com/a', 'example.com/b', 'example.com/c'])

const made = fc.record(
  {
    metadata: fc.record({ annotations: texts, labels: fc.dictionary(key, value, { maxKeys: 3 }) }),
    data,
    stringData: texts,
    immutable: fc.boolean(),
  },
  { requiredKeys: ['metadata'] },
)
const patch = fc.record(
  {
    metadata: orNull(
      fc.record(
        {
          annotations: orNull(
            fc.dictionary(fc.constantFrom('a', 'b', 'c.d', 'g'), orNull(text), { maxKeys: 3 }),
          ),
          labels: orNull(fc.dictionary(key, orNull(value), { maxKeys: 3 })),
          finalizers: orNull(finalizers),
        },
        { requiredKeys: [] },
      ),
    ),
    data: orNull(fc.dictionary(fc.constantFrom('a', 'b', '.c', '__proto__'), orNull(base64), { maxKeys: 3 })),
    stringData: orNull(texts),
    immutable: orNull(fc.boolean()),
    type: orNull(fc.constantFrom('Opaque', 'example.com/other')),
    unknown: fc.constant({ a: null }),
  },
  { requiredKeys: [] },
)

describe.runIf(isFollowed(cluster))('patches that were made up', () => {
  it('merge alike into secrets that were', () =>
    fc.assert(
      fc.asyncProperty(made, fc.array(patch, { minLength: 1, maxLength: 3 }), async (secret, patches) => {
        const name = randomName('merged')
        await expectAlike(async ({ post, ask, secrets, get }) => {
          await post({ ...secret, metadata: { ...secret.metadata, name } })
          for (const body of patches) {
            await ask({ method: 'PATCH', path: `${secrets}/${name}`, body, contentType: merge })
          }
          await get(`/${name}`)
        })
      }),
      rounds,
    ))

  const pointer = fc.constantFrom(
    '/metadata/labels/a',
    '/metadata/labels/example.com~1d',
    '/metadata/annotations',
    '/metadata/annotations/a',
    '/metadata/finalizers',
    '/metadata/finalizers/0',
    '/metadata/finalizers/-',
    '/data/a',
    '/data/b',
    '/nothing/there',
  )
  const outsideData = pointer.filter((path) => !path.startsWith('/data'))
  const operation = fc.oneof(
    fc.record({
      op: fc.constantFrom('add', 'replace', 'test'),
      path: pointer,
      value: fc.oneof(base64, fc.constant({ a: 'x' }), fc.constant(['example.com/a'])),
    }),
    fc.record({ op: fc.constant('remove'), path: pointer }),
    // Not into data: if nothing is moved there, the server stores an invisible null.
    fc.record({ op: fc.constantFrom('move', 'copy'), from: pointer, path: outsideData }),
  )

  it('edit alike the secrets that were', () =>
    fc.assert(
      fc.asyncProperty(
        made,
        fc.array(operation, { minLength: 1, maxLength: 4 }),
        async (secret, operations) => {
          const name = randomName('edited')
          await expectAlike(async ({ post, ask, secrets, get }) => {
            await post({ ...secret, metadata: { ...secret.metadata, name } })
            await ask({
              method: 'PATCH',
              path: `${secrets}/${name}`,
              body: operations,
              contentType: jsonPatch,
            })
            await get(`/${name}`)
          })
        },
      ),
      rounds,
    ))
})
