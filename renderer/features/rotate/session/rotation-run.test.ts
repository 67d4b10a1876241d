import { expect, test } from 'vitest'
import type { RotationState, SameSecret } from '../../../../shared/contract/rotation.ts'
import type { WriteOutcome } from '../../../../shared/contract/secrets.ts'
import type { Failure } from '../../../../shared/failure.ts'
import { createRotationRun } from './rotation-run.ts'
import { createRunLog } from './run-log.ts'

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
const sameOf = (name: string, has: SameSecret['has'], is: SameSecret['is'] = 'credential'): SameSecret => ({
  at: { namespace: 'runai-b', name, uid: name, resourceVersion: '5' },
  is,
  name: is === 'credential' ? `Credential ${name}` : '',
  has,
  keptBy: '',
})
const changed: Failure = { code: 'credential-changed', namespace: 'runai-a', name: 'harbor' }

/** `answers`: what each run reports, by the names of the secrets. `hold`: what searches and looks wait for. */
function makeRotation(
  answers: (names: string[], dryRun: boolean) => WriteOutcome[],
  hold: () => Promise<unknown> = () => Promise.resolve(),
) {
  const asked: { names: string[]; others: string[]; versions: string[]; dryRun: boolean; stops: boolean }[] =
    []
  const versions = ['1', '2', '3']
  const rotated: string[][] = []
  const input = { password: 'x' }
  const log = createRunLog(() => 0)
  const rotation = createRotationRun({
    api: {
      look: async () => {
        const value = stateOf('harbor', versions.shift() ?? '9')
        await hold()
        return { ok: true, value }
      },
      same: (_, { onMessage, onEnd }) => {
        let isStopped = false
        const tell = (found: SameSecret[], done: number) =>
          onMessage({ found, done, of: 3, unread: { count: 0, failure: null }, unlisted: null })
        tell([sameOf('b', 'value')], 1)
        void hold().then(() => {
          if (isStopped) return
          tell([sameOf('d', 'value', 'unused'), sameOf('c', 'name')], 3)
          onEnd()
        })
        return () => void (isStopped = true)
      },
      rotate: ({ credentials, others, dryRun, stopAtFailure }, { onMessage, onEnd }) => {
        const names = credentials.map(({ name }) => name)
        const rest = (others?.secrets ?? []).map(({ name }) => name)
        const versionsOf = credentials.map((each) => each.resourceVersion)
        asked.push({ names, others: rest, versions: versionsOf, dryRun, stops: stopAtFailure === true })
        for (const told of answers([...names, ...rest], dryRun)) onMessage(told)
        onEnd()
        return () => undefined
      },
    },
    context: 'prod',
    credential: { namespace: 'runai-a', kubernetesName: 'harbor' },
    entered: () => (input.password === '' ? null : { values: { ...input } }),
    ...{ log, now: () => 0 },
    onRotated: (secrets) => void rotated.push([...secrets]),
  })
  return { rotation, asked, rotated, log, input }
}
const outcome = (name: string, failure: Failure | null = null): WriteOutcome => ({
  ...{ namespace: name === 'harbor' ? 'runai-a' : 'runai-b', name, failure },
})
const kinds = ({ lines }: ReturnType<typeof makeRotation>['rotation']) =>
  [...lines].map(([key, { state }]) => [key, state.kind])

test('those that hold the same value are rotated too; those of the same name once the user says so', async () => {
  const { rotation, asked, rotated } = makeRotation((names) => names.map((name) => outcome(name)))
  await rotation.look()
  await rotation.same.find()
  await rotation.check()
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
  expect(rotated).toEqual([['runai-a/harbor', 'runai-b/b', 'runai-b/c']])
})

test('a check that comes before the search for the same value checks what that finds', async () => {
  const { rotation, asked } = makeRotation((names) => names.map((name) => outcome(name)))
  await rotation.look()
  void rotation.same.find()
  await rotation.check()
  expect(asked.map(({ names }) => names)).toEqual([['harbor', 'b']])
  expect(rotation.passed.value).toBe('Dry run passed for 2')
})

test('a search that is skipped counts with what it found, and its decisions stay when it is repeated', async () => {
  const held = Promise.withResolvers<unknown>()
  let isHeld = true
  const { rotation, asked } = makeRotation(
    (names) => names.map((name) => outcome(name)),
    () => (isHeld ? held.promise : Promise.resolve()),
  )
  isHeld = false
  await rotation.look()
  isHeld = true
  void rotation.same.find()
  const checked = rotation.check()
  expect(rotation.same.known.value).toBeNull()
  rotation.same.skip()
  await checked
  expect(rotation.same.isSkipped.value).toBe(true)
  expect(rotation.same.known.value).toMatchObject({ done: 1, of: 3 })
  expect(asked.at(-1)?.names).toEqual(['harbor', 'b'])
  rotation.same.choose(sameOf('b', 'value'), false)
  // A late answer of the skipped search adds nothing.
  held.resolve(null)
  await held.promise
  expect(rotation.same.known.value?.found).toHaveLength(1)

  isHeld = false
  await rotation.same.find()
  expect(rotation.same.isSkipped.value).toBe(false)
  expect(rotation.same.known.value?.found.map(({ at }) => at.name)).toEqual(['b', 'c', 'd'])
  expect(rotation.same.chosen.value).toEqual([])
})

test('a check that is left before it could begin asks nothing', async () => {
  const { rotation, asked } = makeRotation((names) => names.map((name) => outcome(name)))
  await rotation.look()
  void rotation.same.find()
  const checked = rotation.check()
  rotation.leave()
  await checked
  expect(asked).toEqual([])
})

test('a check says nothing about what was changed while it ran', async () => {
  const { rotation } = makeRotation((names) => {
    rotation.same.choose(sameOf('c', 'name'), true)
    return names.map((name) => outcome(name))
  })
  await rotation.look()
  await rotation.same.find()
  await rotation.check()
  expect(rotation.phase.value).toBe('asking')
  expect(rotation.passed.value).toBe('')
})

test('a check whose input was emptied before it could begin says nothing', async () => {
  const { rotation, input } = makeRotation((names) => names.map((name) => outcome(name)))
  await rotation.look()
  void rotation.same.find()
  const checked = rotation.check()
  input.password = ''
  await checked
  expect([rotation.phase.value, rotation.passed.value]).toEqual(['asking', ''])
})

test('a refusal is not shown for input that was changed while the check ran', async () => {
  const { rotation } = makeRotation((names) => {
    rotation.same.choose(sameOf('b', 'value'), false)
    return names.map((name) => outcome(name, name === 'b' ? changed : null))
  })
  await rotation.look()
  await rotation.same.find()
  await rotation.check()
  expect([rotation.phase.value, rotation.failure.value]).toEqual(['asking', null])
})

test('what was looked at twice stays rotated, whenever the second answer arrives', async () => {
  const held: (() => void)[] = []
  let isHeld = false
  let isFirst = true
  const { rotation } = makeRotation(
    (names) => {
      const failure = isFirst ? changed : null
      isFirst = false
      return names.map((name) => outcome(name, failure))
    },
    () => (isHeld ? new Promise<void>((resolve) => held.push(resolve)) : Promise.resolve()),
  )
  await rotation.look()
  await rotation.rotate()
  isHeld = true
  const looks = [rotation.lookAgain('runai-a/harbor'), rotation.lookAgain('runai-a/harbor')]
  held[0]?.()
  await looks[0]
  await rotation.rotateTheirs('runai-a/harbor')
  held[1]?.()
  await looks[1]
  expect(kinds(rotation)).toEqual([['runai-a/harbor', 'done']])
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
  expect(rotated).toEqual([['runai-b/b']])
  await rotation.rotateTheirs('runai-a/harbor')
  expect(asked).toHaveLength(1)
  await rotation.lookAgain('runai-a/harbor')
  expect(asked).toHaveLength(1)
  await rotation.rotateTheirs('runai-a/harbor')
  expect(asked.at(-1)).toMatchObject({ names: ['harbor'], versions: ['2'], dryRun: false })
  expect(kinds(rotation)[0]).toEqual(['runai-a/harbor', 'done'])
  expect(rotated.at(-1)).toEqual(['runai-a/harbor'])
})

test('a refused dry run says why until something is changed', async () => {
  const { rotation } = makeRotation((names, dryRun) =>
    names.map((name) => outcome(name, dryRun && name === 'b' ? changed : null)),
  )
  await rotation.look()
  await rotation.same.find()
  await rotation.check()
  expect(rotation.failure.value).toEqual(changed)
  rotation.same.choose(sameOf('b', 'value'), false)
  expect(rotation.failure.value).toBeNull()
  await rotation.check()
  expect(rotation.failure.value).toBeNull()
})

test('what isn’t a credential is not ticked, and is sent with the layout of the one that it is rotated with', async () => {
  const { rotation, asked } = makeRotation((names) => names.map((name) => outcome(name)))
  await rotation.look()
  await rotation.same.find()
  expect(rotation.same.chosen.value.map(({ at }) => at.name)).toEqual(['b'])
  rotation.same.choose(sameOf('d', 'value', 'unused'), true)
  await rotation.rotate()
  expect(asked.at(-1)).toMatchObject({ names: ['harbor', 'b'], others: ['d'] })
  expect(rotation.isWhole()).toBe(true)
})

test('after the first failure the rest is not started if that was chosen, and each can be tried again', async () => {
  let isBroken = true
  const refused: Failure = { code: 'connection-cut', server: 's' }
  const { rotation, asked, rotated, log } = makeRotation((names) =>
    isBroken ? [outcome('harbor', refused)] : names.map((name) => outcome(name)),
  )
  await rotation.look()
  await rotation.same.find()
  rotation.stopAtFailure.value = true
  await rotation.rotate()
  expect(asked.at(-1)?.stops).toBe(true)
  expect(kinds(rotation)).toEqual([
    ['runai-a/harbor', 'failed'],
    ['runai-b/b', 'left'],
  ])
  expect(rotated.at(-1)).toEqual([])
  isBroken = false
  await rotation.retry(['runai-a/harbor'])
  expect(kinds(rotation)).toEqual([
    ['runai-a/harbor', 'done'],
    ['runai-b/b', 'left'],
  ])
  expect(rotation.isWhole()).toBe(false)
  await rotation.retry(['runai-b/b', 'runai-a/harbor'])
  expect(asked.at(-1)?.names).toEqual(['b'])
  expect(rotation.isWhole()).toBe(true)
  expect(log.lines.value.map(({ what, outcome: how }) => [what, how])).toEqual([
    ['runai-a/harbor', 'connection-cut'],
    ['runai-a/harbor', 'done'],
    ['runai-b/b', 'done'],
  ])
})
