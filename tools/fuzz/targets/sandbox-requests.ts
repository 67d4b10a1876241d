import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { record } from '../../../tests/integration/sandbox/scenarios.ts'
import type { Stage } from '../../../tests/integration/sandbox/scenarios.ts'
import {
  asPartial,
  asPartialList,
  asTable,
  json,
  makeNamespaces,
  merge,
  randomName,
  realWorld,
  sandboxWorld,
} from '../../../tests/integration/sandbox/worlds.ts'
import type { FuzzTarget } from '../fuzz-target.ts'

/** One request of a sequence. `path` follows the collection of Secrets. */
interface Step {
  method: 'POST' | 'PATCH' | 'GET' | 'DELETE'
  path: string
  accept?: string
  body?: object
}

const names = ['a', 'b', 'c']
const name = fc.constantFrom(...names)
const text = fc.constantFrom('', 'x', 'a b', 'é', '"\\', '\n', '-1', '1e9')
const key = fc.constantFrom('a', 'b', 'example.com/d', 'constructor')
const labels = fc.dictionary(key, fc.constantFrom('', '1', 'x', 'Value'), { maxKeys: 3 })
const texts = fc.dictionary(key, text, { maxKeys: 3 })
const dataKey = fc.constantFrom('a', 'b', '.c', 'constructor')
const base64 = text.map((plain) => Buffer.from(plain, 'utf8').toString('base64'))
const orNull = <T>(given: fc.Arbitrary<T>) => fc.option(given, { nil: null, freq: 4 })

const secret = fc.record(
  {
    metadata: fc.record({ name, labels, annotations: texts }),
    data: fc.dictionary(dataKey, base64, { maxKeys: 3 }),
    stringData: fc.dictionary(dataKey, text, { maxKeys: 3 }),
    type: fc.constantFrom('Opaque', 'example.com/other'),
    immutable: fc.boolean(),
  },
  { requiredKeys: ['metadata'] },
)
const patch = fc.record(
  {
    metadata: fc.record(
      {
        labels: orNull(fc.dictionary(key, orNull(fc.constantFrom('', '1', 'x')), { maxKeys: 3 })),
        annotations: orNull(fc.dictionary(key, orNull(text), { maxKeys: 3 })),
        resourceVersion: fc.constant('1'),
      },
      { requiredKeys: [] },
    ),
    data: orNull(fc.dictionary(dataKey, orNull(base64), { maxKeys: 3 })),
    immutable: fc.boolean(),
  },
  { requiredKeys: [] },
)
const dryRun = fc.constantFrom('', '', '?dryRun=All')
const selectors = fc.constantFrom('a', '!a', 'a=1', 'a!=1', 'a in (1,x)', 'b notin (x)', 'example.com/d')

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ method: fc.constant('POST' as const), path: dryRun, body: secret }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      method: fc.constant('PATCH' as const),
      path: fc.tuple(name, dryRun).map(([of, query]) => `/${of}${query}`),
      body: patch,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      method: fc.constant('GET' as const),
      path: name.map((of) => `/${of}`),
      accept: fc.constantFrom(json, asTable, asPartial),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      method: fc.constant('GET' as const),
      path: selectors.map((selector) => `?labelSelector=${encodeURIComponent(selector)}`),
      accept: fc.constantFrom(json, asTable, asPartialList),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ method: fc.constant('DELETE' as const), path: name.map((of) => `/${of}`) }),
  },
)

/** A sequence of requests to the sandbox and to a real kube-apiserver, which must answer the same. */
export const target: FuzzTarget = {
  name: 'sandbox-requests',
  suite: 'integration',
  inputs: 30,
  start: async ({ cluster }) => {
    const given = await cluster()
    const [real, sandbox] = [await realWorld(given.adminKubeconfig), await sandboxWorld()]
    const namespace = randomName('fuzz')
    await makeNamespaces([real, sandbox], namespace, given)
    const secrets = `/api/v1/namespaces/${namespace}/secrets`
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (sequence) => {
      // Removes what another sequence left.
      for (const world of [real, sandbox]) {
        for (const of of names) await world.ask({ method: 'DELETE', path: `${secrets}/${of}` })
      }
      const scenario = { name: '', run: (stage: Stage) => play(stage, secrets, sequence) }
      const [told, expected] = await Promise.all([
        record(sandbox, namespace, scenario),
        record(real, namespace, scenario),
      ])
      requireAlike(told, expected)
    })
    const end = async () => {
      await real.close()
      await sandbox.close()
    }
    return { property, end }
  },
}

async function play({ ask }: Stage, secrets: string, sequence: readonly Step[]): Promise<void> {
  for (const { path, method, ...more } of sequence) {
    const contentType = method === 'PATCH' ? { contentType: merge } : {}
    await ask({ method, path: `${secrets}${path}`, ...more, ...contentType })
  }
}

function requireAlike(told: readonly unknown[], expected: readonly unknown[]): void {
  const place = expected.findIndex((reply, index) => !isDeepStrictEqual(reply, told[index]))
  if (place < 0) return
  const [ours, theirs] = [told[place], expected[place]].map((reply) => JSON.stringify(reply, null, 1))
  throw new Error(`answer ${place + 1} of the sandbox:\n${ours}\nof the kube-apiserver:\n${theirs}`)
}
