import { expect, test } from 'vitest'
import type { Described, LookedAt } from '../../../shared/contract/life.ts'
import type { ExpiryProposal } from '../../../shared/expiry.ts'
import type { Failure, Result } from '../../../shared/failure.ts'
import { beginOfDay, dayOf } from '../expiry/expiry-entry.ts'
import { createExpiryForm } from './expiry-form.ts'
import { credentialState } from './life.fixture.ts'

const time = '2027-01-02T03:04:05Z'
const first = credentialState('harbor')
const theirs = { ...first, resourceVersion: '8', expiresAt: time }
const looked = (state: typeof first): Result<LookedAt[]> => ({
  ok: true,
  value: [{ namespace: state.namespace, name: state.kubernetesName, state, failure: null }],
})
const proposal: ExpiryProposal = { key: 'token', by: 'jwt', expiresAt: time }

function makeForm(looks: Result<LookedAt[]>[], answers: Result<Described>[] = []) {
  const sent: { expiresAt: string | null }[] = []
  const saved: string[] = []
  const next = <T>(list: T[]): Promise<T> => {
    const answer = list.shift()
    return answer === undefined ? Promise.reject(new Error('one too many')) : Promise.resolve(answer)
  }
  const form = createExpiryForm({
    api: {
      life: {
        look: () => next(looks),
        expire: (input: { expiresAt: string | null }) => (sent.push(input), next(answers)),
        proposeExpiry: () => Promise.resolve({ ok: true, value: [proposal] }),
      },
    } as never,
    context: 'lab',
    credential: { namespace: 'runai-vision', kubernetesName: 'harbor', expiresAt: null },
    onSaved: (_, undo) => void saved.push(undo),
  })
  return { form, sent, saved }
}
const done: Result<Described> = { ok: true, value: { state: theirs, undo: 'u-1' } }

test('a day is saved on the version that was read, and removed by an empty field', async () => {
  const { form, sent, saved } = makeForm([looked(first)], [done, done])
  await form.load()
  expect(form.canSave.value).toBe(false)
  form.entry.enter('2027-03-28', true)
  await form.save()
  expect(sent).toEqual([
    {
      context: 'lab',
      credential: { namespace: 'runai-vision', name: 'harbor', uid: 'uid-harbor', resourceVersion: '7' },
      expiresAt: beginOfDay('2027-03-28'),
    },
  ])
  expect(saved).toEqual(['u-1'])
  form.entry.take(null)
  expect(form.canSave.value).toBe(false)
})

test('the exact time stays while its day does', async () => {
  const { form } = makeForm([looked(theirs)])
  await form.load()
  form.entry.enter(dayOf(time), true)
  expect([form.entry.expiresAt.value, form.canSave.value]).toEqual([time, false])
})

test('a day that was entered over one which someone else had changed is asked about', async () => {
  const { form, sent } = makeForm([looked(theirs)])
  form.entry.enter('2027-03-28', true)
  await form.load()
  expect([form.theirs.value, form.canSave.value]).toEqual([theirs, false])
  await form.save()
  expect(sent).toEqual([])
  form.keepMine()
  expect(form.canSave.value).toBe(true)
})

test('half a day, and one that is too far away, can’t be saved', async () => {
  const { form } = makeForm([looked(first)])
  await form.load()
  form.entry.enter('', false)
  expect(form.canSave.value).toBe(false)
  form.entry.enter('2127-01-01', true)
  expect(form.canSave.value).toBe(false)
})

test('the date in the value is offered, not taken', async () => {
  const { form } = makeForm([looked(first)])
  await form.load()
  await form.propose()
  expect([form.proposals.value, form.entry.expiresAt.value]).toEqual([[proposal], null])
  form.entry.take(proposal.expiresAt)
  expect([form.entry.expiresAt.value, form.canSave.value]).toEqual([time, true])
})

test('both versions are shown if someone else was faster', async () => {
  const changed: Failure = { code: 'credential-changed', namespace: 'runai-vision', name: 'harbor' }
  const { form, sent } = makeForm([looked(first), looked(theirs)], [{ ok: false, failure: changed }, done])
  await form.load()
  form.entry.enter('2027-03-28', true)
  await form.save()
  expect([form.theirs.value?.expiresAt, form.canSave.value]).toEqual([time, false])
  form.keepMine()
  await form.save()
  expect(sent.map(({ expiresAt }) => expiresAt)).toEqual([beginOfDay('2027-03-28'), beginOfDay('2027-03-28')])
})
