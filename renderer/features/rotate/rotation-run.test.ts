import { expect, test } from 'vitest'
import type { RotationState, SameCredential } from '../../../shared/contract/rotation.ts'
import type { WriteOutcome } from '../../../shared/contract/secrets.ts'
import type { Failure } from '../../../shared/failure.ts'
import { createRotationRun } from './rotation-run.ts'

const stateOf = (name: string, resourceVersion = '1'): RotationState => ({
  ...{ namespace: 'runai-a', kubernetesName: name, uid: `uid-${name}`, resourceVersion },
  ...{ name: `Credential ${name}`, description: '', origin: 'new', annotations: [] },
  rights: { patch: { allowed: true, reason: '' }, delete: { allowed: true, reason: '' } },
  ...{
    type: 'password',
    format: null,
    registryUrl: '',
    rotatedAt: null,
    expiresAt: '',
    keys: [],
    isImmutable: false,
  },
})
const sameOf = (name: string, has: SameCredential['has']): SameCredential => ({
  at: { namespace: 'runai-b', name, uid: name, resourceVersion: '5' },
  name: `Credential ${name}`,
  has,
  keptBy: '',
})
const changed: Failure = { code: 'credential-changed', namespace: 'runai-a', name: 'harbor' }

/** `answers`: what each run tells, by the names of the secrets. */
function makeRotation(answers: (names: string[], dryRun: boolean) => WriteOutcome[]) {
  const asked: { names: string[]; versions: string[]; dryRun: boolean }[] = []
  const versions = ['1', '2', '3']
  let rotated = 0
  const rotation = createRotationRun({
    api: {
      look: () => Promise.resolve({ ok: true, value: stateOf('harbor', versions.shift() ?? '9') }),
      same: () =>
        Promise.resolve({
          ok: true,
          value: { found: [sameOf('b', 'value'), sameOf('c', 'name')], unread: { count: 0, failure: null } },
        }),
      rotate: ({ credentials, dryRun }, { onMessage, onEnd }) => {
        const names = credentials.map(({ name }) => name)
        asked.push({ names, versions: credentials.map((each) => each.resourceVersion), dryRun })
        for (const outcome of answers(names, dryRun)) onMessage(outcome)
        onEnd()
        return () => undefined
      },
    },
    context: 'prod',
    credential: { namespace: 'runai-a', kubernetesName: 'harbor' },
    entered: () => ({ values: { password: 'x' } }),
    onRotated: () => void (rotated += 1),
  })
  return { rotation, asked, rotated: () => rotated }
}
const outcome = (name: string, failure: Failure | null = null): WriteOutcome => ({
  ...{ namespace: name === 'harbor' ? 'runai-a' : 'runai-b', name, failure },
})
const kinds = ({ lines }: ReturnType<typeof makeRotation>['rotation']) =>
  [...lines].map(([key, { state }]) => [key, state.kind])

test('those that hold the same value are rotated too; those of the same name once a person says so', async () => {
  const { rotation, asked, rotated } = makeRotation((names) => names.map((name) => outcome(name)))
  await rotation.look()
  await rotation.same.find()
  expect(await rotation.check()).toBe(true)
  expect(rotation.passed.value).toBe('Dry run passed for 2')
  rotation.same.choose(sameOf('c', 'name'), true)
  rotation.forgetCheck()
  expect(rotation.passed.value).toBe('')
  await rotation.rotate()
  expect(asked.map(({ names, dryRun }) => [names.join(), dryRun])).toEqual([
    ['harbor,b', true],
    ['harbor,b,c', false],
  ])
  expect(kinds(rotation)).toEqual([
    ['runai-a/harbor', 'done'],
    ['runai-b/b', 'done'],
    ['runai-b/c', 'done'],
  ])
  expect(rotated()).toBe(1)
})

test('what someone else changed is looked at, and written on that version only when that is asked for', async () => {
  let isFirst = true
  const { rotation, asked, rotated } = makeRotation((names) => {
    const failure = isFirst ? changed : null
    isFirst = false
    return names.map((name) => outcome(name, name === 'harbor' ? failure : null))
  })
  await rotation.look()
  await rotation.same.find()
  await rotation.rotate()
  expect(kinds(rotation)).toEqual([
    ['runai-a/harbor', 'failed'],
    ['runai-b/b', 'done'],
  ])
  expect(rotated()).toBe(0)
  await rotation.rotateTheirs('runai-a/harbor')
  expect(asked).toHaveLength(1)
  await rotation.lookAgain('runai-a/harbor')
  expect(asked).toHaveLength(1)
  await rotation.rotateTheirs('runai-a/harbor')
  expect(asked.at(-1)).toEqual({ names: ['harbor'], versions: ['2'], dryRun: false })
  expect(kinds(rotation)[0]).toEqual(['runai-a/harbor', 'done'])
  expect(rotated()).toBe(1)
})

test('a refused dry run says why, and is forgotten with the next one', async () => {
  const { rotation } = makeRotation((names, dryRun) =>
    names.map((name) => outcome(name, dryRun && name === 'b' ? changed : null)),
  )
  await rotation.look()
  await rotation.same.find()
  expect(await rotation.check()).toBe(false)
  expect(rotation.failure.value).toEqual(changed)
  rotation.same.choose(sameOf('b', 'value'), false)
  expect(await rotation.check()).toBe(true)
  expect(rotation.failure.value).toBeNull()
})
