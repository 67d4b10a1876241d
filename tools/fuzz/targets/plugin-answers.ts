import fc from 'fast-check'
import { readPluginAnswer } from '../../../electron/kube/sign-in/plugin-answer.ts'
import { samplePlugin } from '../../../electron/kube/testing/kube-samples.ts'
import { failureOf } from '../../../shared/failure.ts'
import type { FuzzTarget } from '../fuzz-target.ts'

const marker = 'hunter2'
const version = 'client.authentication.k8s.io/v1'
const names = ['kind', 'Kind', 'apiVersion', 'APIVERSION', 'status', 'Status', 'spec', 'metadata']
const fields = ['token', 'Token', 'clientCertificateData', 'clientKeyData', 'expirationTimestamp', 'x']

const text = fc.oneof(
  fc.constantFrom('', marker, `${marker}\r\n`, 'ExecCredential', version, '2100-01-01T00:00:00Z'),
  fc.string({ unit: 'binary', maxLength: 40 }),
)
const leaf = fc.oneof(text, fc.constantFrom(null, true, 0, -1, 1e300), fc.array(text, { maxLength: 3 }))
const pairs = (keys: readonly string[], value: fc.Arbitrary<string>) =>
  fc
    .array(fc.tuple(fc.constantFrom(...keys), value), { maxLength: 8 })
    .map((all) => `{${all.map(([key, json]) => `${JSON.stringify(key)}:${json}`).join(',')}}`)
const jsonLeaf = leaf.map((value) => JSON.stringify(value))
const status = fc.oneof({ weight: 4, arbitrary: pairs(fields, jsonLeaf) }, { weight: 1, arbitrary: jsonLeaf })
/** Often a valid header, so that what follows it is reached. */
const answer = fc
  .tuple(fc.boolean(), pairs(names, fc.oneof(jsonLeaf, status)), status)
  .map(([isRight, rest, last]) =>
    isRight
      ? `{"kind":"ExecCredential","apiVersion":"${version}","status":${last},${rest.slice(1)}`.replace(
          /,\}$/,
          '}',
        )
      : rest,
  )
const printed = fc.oneof(
  { weight: 4, arbitrary: answer },
  // Cut off, or with something inserted.
  { weight: 1, arbitrary: fc.tuple(answer, fc.nat(200)).map(([all, at]) => all.slice(0, at)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(answer, fc.nat(200), text)
      .map(([all, at, more]) => all.slice(0, at) + more + all.slice(at)),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
)

/** A plugin's output is accepted and can be sent, or is refused by an expected failure that contains none of it. */
export const target: FuzzTarget = {
  name: 'plugin-answers',
  suite: 'unit',
  inputs: 2000,
  start: () => ({ property: fc.property(printed, check) }),
}

function check(output: string): void {
  try {
    const { token, clientCertificate, expiresAt } = readPluginAnswer(output, samplePlugin())
    if (token === '' && clientCertificate === null) throw new Error('taken without anything to sign in with')
    if (/[\0-\x08\n-\x1f\x7f]/.test(token)) throw new Error('a token that no header can hold')
    if (expiresAt !== null && !Number.isFinite(expiresAt)) throw new Error(`an expiry of ${expiresAt}`)
  } catch (error) {
    const failure = failureOf(error)
    if (failure?.code !== 'plugin-rubbish') throw error
    if (JSON.stringify(failure).includes(marker)) throw new Error('a failure that repeats the answer')
    if (failure.reason.length > 200) throw new Error('a failure without bound')
  }
}
