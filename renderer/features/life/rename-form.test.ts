import { expect, test } from 'vitest'
import type { Described, LookedAt } from '../../../shared/contract/life.ts'
import type { Failure, Result } from '../../../shared/failure.ts'
import { credentialState } from './life.fixture.ts'
import { createRenameForm } from './rename-form.ts'

const first = credentialState('harbor', { name: 'Harbor', description: 'Pull' })
const theirs = { ...first, resourceVersion: '8', name: 'Theirs' }
const changed: Failure = { code: 'credential-changed', namespace: 'runai-vision', name: 'harbor' }
const looked = (state: typeof first): Result<LookedAt[]> => ({
  ok: true,
  value: [{ namespace: state.namespace, name: state.kubernetesName, state, failure: null }],
})

function makeForm(looks: Result<LookedAt[]>[], answers: Result<Described>[] = []) {
  const sent: unknown[] = []
  const saved: string[] = []
  const next = <T>(list: T[]): Promise<T> => {
    const answer = list.shift()
    return answer === undefined ? Promise.reject(new Error('one too many')) : Promise.resolve(answer)
  }
  const form = createRenameForm({
    api: {
      life: {
        look: () => next(looks),
        describe: (input: unknown) => (sent.push(input), next(answers)),
      },
    } as never,
    context: 'lab',
    credential: { namespace: 'runai-vision', kubernetesName: 'harbor', name: 'Harbor', description: 'Pull' },
    onSaved: (state, undo) => void saved.push(`${state.name} ${undo}`),
  })
  return { form, sent, saved }
}

test('is filled with what is in the cluster, not with what the list had', async () => {
  const { form } = makeForm([looked(theirs)])
  await form.load()
  expect([form.name.value, form.description.value]).toEqual(['Theirs', 'Pull'])
  expect(form.canSave.value).toBe(false)
})

test('keeps what was typed before the cluster answered', async () => {
  const { form } = makeForm([looked(theirs)])
  form.name.value = 'Mine'
  await form.load()
  expect([form.name.value, form.base.value?.resourceVersion]).toEqual(['Mine', '8'])
})

test('can be saved before the cluster answered, and is written on the version that is read then', async () => {
  const described = { ...first, resourceVersion: '8', description: 'Newer' }
  const { form, sent, saved } = makeForm(
    [looked(described)],
    [{ ok: true, value: { state: described, undo: 'u-1' } }],
  )
  const loaded = form.load()
  expect(form.canSave.value).toBe(false)
  form.name.value = 'Mine'
  expect(form.canSave.value).toBe(true)
  const written = form.save()
  expect([form.isSaving.value, sent]).toEqual([true, []])
  await Promise.all([loaded, written])
  expect(sent).toMatchObject([{ name: 'Mine', description: 'Newer', credential: { resourceVersion: '8' } }])
  expect(saved).toEqual(['Harbor u-1'])
})

const unreadable: Failure = { code: 'not-found', what: 'harbor' }
const forbidden = { ...first, rights: { ...first.rights, patch: { ...first.rights.patch, allowed: false } } }
test.each<[string, Result<LookedAt[]>]>([
  ['someone else was faster', looked(theirs)],
  ['nobody may', looked(forbidden)],
  ['it can’t be read', { ok: false, failure: unreadable }],
  ['it is the same by then', looked({ ...first, name: 'Mine' })],
])('nothing is written that was saved before the cluster answered if %s', async (_, answer) => {
  const { form, sent } = makeForm([answer])
  const loaded = form.load()
  form.name.value = 'Mine'
  await Promise.all([form.save(), loaded])
  expect([form.isSaving.value, form.canSave.value, sent]).toEqual([false, false, []])
  expect(form.name.value).toBe('Mine')
})

test('takes over a field that nobody touched, so that a newer text isn’t overwritten', async () => {
  const described = { ...first, resourceVersion: '8', description: 'Newer' }
  const { form, sent } = makeForm(
    [looked(described)],
    [{ ok: true, value: { state: described, undo: 'u-1' } }],
  )
  form.name.value = 'Mine'
  await form.load()
  expect(form.theirs.value).toBeNull()
  await form.save()
  expect(sent).toMatchObject([{ name: 'Mine', description: 'Newer' }])
})

test('asks about a text that was typed over one which someone else had changed', async () => {
  const { form, sent } = makeForm([looked(theirs)])
  form.name.value = 'Mine'
  await form.load()
  expect([form.theirs.value, form.canSave.value]).toEqual([theirs, false])
  await form.save()
  expect(sent).toEqual([])
  form.keepMine()
  expect([form.name.value, form.canSave.value]).toEqual(['Mine', true])
})

test('doesn’t ask if both typed the same', async () => {
  const { form } = makeForm([looked(theirs)])
  form.name.value = 'Theirs'
  await form.load()
  expect([form.theirs.value, form.canSave.value]).toEqual([null, false])
})

test('saves on the version that was read', async () => {
  const { form, sent, saved } = makeForm(
    [looked(first)],
    [{ ok: true, value: { state: { ...first, name: 'Mine' }, undo: 'u-1' } }],
  )
  await form.load()
  form.name.value = 'Mine'
  await form.save()
  expect(sent).toEqual([
    {
      context: 'lab',
      credential: { namespace: 'runai-vision', name: 'harbor', uid: 'uid-harbor', resourceVersion: '7' },
      name: 'Mine',
      description: 'Pull',
    },
  ])
  expect(saved).toEqual(['Mine u-1'])
})

test('shows both versions if someone else was faster, and writes nothing before a choice', async () => {
  const { form, sent, saved } = makeForm(
    [looked(first), looked(theirs)],
    [
      { ok: false, failure: changed },
      { ok: true, value: { state: { ...theirs, name: 'Mine' }, undo: 'u-2' } },
    ],
  )
  await form.load()
  form.name.value = 'Mine'
  await form.save()
  expect(form.theirs.value).toEqual(theirs)
  expect([form.name.value, form.canSave.value]).toEqual(['Mine', false])
  await form.save()
  expect(sent).toHaveLength(1)
  form.keepMine()
  await form.save()
  expect(sent[1]).toMatchObject({ credential: { resourceVersion: '8' }, name: 'Mine' })
  expect(saved).toEqual(['Mine u-2'])
})

test('takes their version if that is chosen', async () => {
  const { form } = makeForm([looked(first), looked(theirs)], [{ ok: false, failure: changed }])
  await form.load()
  form.name.value = 'Mine'
  await form.save()
  form.takeTheirs()
  expect([form.name.value, form.theirs.value, form.canSave.value]).toEqual(['Theirs', null, false])
})

test('reports what became of it if it is no longer a credential', async () => {
  const released: Failure = { code: 'credential-released', namespace: 'runai-vision', name: 'harbor' }
  const { form } = makeForm(
    [
      looked(first),
      { ok: true, value: [{ namespace: 'runai-vision', name: 'harbor', state: null, failure: released }] },
    ],
    [{ ok: false, failure: changed }],
  )
  await form.load()
  form.name.value = 'Mine'
  await form.save()
  expect([form.failure.value, form.theirs.value]).toEqual([released, null])
})

test('can’t be saved by a user who may not patch', async () => {
  const refused = {
    ...first,
    rights: { ...first.rights, patch: { allowed: false, reason: 'no role' } },
  }
  const { form } = makeForm([looked(refused)])
  await form.load()
  form.name.value = 'Mine'
  expect(form.canSave.value).toBe(false)
})
