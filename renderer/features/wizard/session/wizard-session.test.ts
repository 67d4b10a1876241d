import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Draft } from '../../../../shared/contract/drafts.ts'
import { namedById, type Credential } from '../../../../shared/credential.ts'
import type { Failure, Result } from '../../../../shared/failure.ts'
import { createWizardForm } from './wizard-form.ts'
import { madeCredential, wizardOf } from './wizard-session.fixture.ts'
import { placeOf, secretOf } from './wizard.fixture.ts'

const place = placeOf('vision-train')
const refused = (failure: Failure): Result<Credential> => ({ ok: false, failure })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a new secret is sent as it was entered, byte for byte, and its draft is discarded', async () => {
  const { session, created, drafts, settle, fillNew } = wizardOf()
  await session.start(place)
  fillNew()
  expect(await session.create()).toEqual(madeCredential)
  await settle()
  expect(created).toEqual([
    {
      context: 'prod',
      place,
      name: 'Harbor training',
      description: '',
      expiresAt: null,
      dryRun: false,
      kubernetesName: 'dockerregistry-harbor-training',
      type: 'docker-registry',
      registryUrl: 'harbor.io',
      values: { username: 'robot', password: ' s3cret\r\n' },
    },
  ])
  expect(drafts.at(-1)).toBe('discard')
})

test('an existing secret is claimed on the version that its keys were looked at', async () => {
  const { session, claimed, settle, fillExisting } = wizardOf({ unused: [secretOf('harbor-pull')] })
  await session.start(null)
  fillExisting()
  await settle(500)
  expect(await session.create()).toEqual(madeCredential)
  expect(claimed[0]).toMatchObject({
    place,
    secret: { name: 'harbor-pull', resourceVersion: '7' },
    dryRun: false,
  })
})

test('half a date is a problem that the button leads to, and a draft brings a whole one back', async () => {
  const { session, created, fillNew } = wizardOf()
  await session.start(place)
  fillNew()
  session.form.expiry.enter('', false)
  expect(await session.create()).toBeNull()
  expect([created, session.attention.wish.value?.field]).toEqual([[], 'expiresAt'])
  session.form.fill({ ...session.form.entered(), expiresAt: '2027-01-02T03:04:05Z' })
  expect(session.form.entered().expiresAt).toBe('2027-01-02T03:04:05Z')
  expect(await session.create()).toEqual(madeCredential)
  expect(created[0]?.expiresAt).toBe('2027-01-02T03:04:05Z')
})

test('pressing the button with a problem sends nothing and leads to its field', async () => {
  const { session, created } = wizardOf()
  await session.start(place)
  expect(session.attention.shown('name')).toBeNull()
  expect(await session.create()).toBeNull()
  expect(created).toEqual([])
  expect(session.attention.wish.value).toMatchObject({ field: 'name' })
  expect(session.attention.shown('name')?.text).toBe('Enter a credential name.')
})

test('a problem is reported when its field was left, not while it is first typed', async () => {
  const { session } = wizardOf()
  await session.start(place)
  session.attention.leave('registryUrl')
  expect(session.attention.shown('registryUrl')).toBeNull()
  session.form.registryUrl.value = 'harbor io'
  session.attention.edit('registryUrl')
  expect(session.attention.shown('registryUrl')).toBeNull()
  session.attention.leave('registryUrl')
  expect(session.attention.shown('registryUrl')?.text).toContain('space')
})

test('a check that passed is reported until something is changed', async () => {
  const { session, created, fillNew } = wizardOf()
  await session.start(place)
  fillNew()
  expect(await session.check()).toBeNull()
  expect(created[0]?.dryRun).toBe(true)
  expect(session.sending.isPassed.value).toBe(true)
  session.values.setValue('password', 'other')
  expect(session.sending.isPassed.value).toBe(false)
})

test('creating does not wait for a check that is under way, and sends nothing twice', async () => {
  const { session, created, fillNew } = wizardOf()
  await session.start(place)
  fillNew()
  const checked = session.check()
  const results = await Promise.all([session.create(), session.create(), checked])
  expect(results).toEqual([madeCredential, null, null])
  expect(created.map(({ dryRun }) => dryRun)).toEqual([true, false])
})

test('a secret that was taken first keeps all that was entered and leads to the next one', async () => {
  const { session, answers, settle, fillExisting } = wizardOf({
    unused: [secretOf('harbor-pull'), secretOf('harbor-robot')],
  })
  await session.start(null)
  fillExisting()
  await settle(500)
  const { namespace } = place
  answers.push(
    refused({ code: 'secret-taken', namespace, name: 'harbor-pull', credential: 'R', by: 'bob', at: '' }),
  )
  expect(await session.create()).toBeNull()
  expect(session.form.entered()).toMatchObject({ name: 'Harbor', registryUrl: 'harbor.io', secretName: '' })
  expect(session.existing.news.value?.failure.code).toBe('secret-taken')
  expect(session.existing.suggestedUid.value).toBe('harbor-robot')
  expect(session.attention.wish.value).toMatchObject({ field: 'secret' })
  expect(session.hint()).toBe('Choose another secret first')
  expect(session.sending.refusedClaim.value).toEqual({ name: 'harbor-pull', version: '7' })
})

// The check of the chosen secret and the claim may both find out, in either order.
test('a secret that was taken is reported once, even if it was noticed while its claim was under way', async () => {
  const { session, answers, settle, fillExisting } = wizardOf({ unused: [secretOf('harbor-pull')] })
  await session.start(null)
  fillExisting()
  await settle(500)
  const { namespace } = place
  const failure = {
    code: 'secret-taken',
    namespace,
    name: 'harbor-pull',
    credential: 'R',
    by: '',
    at: '',
  } as const
  answers.push(refused(failure))
  const creating = session.create()
  session.existing.markUnavailable(secretOf('harbor-pull'), failure)
  expect(await creating).toBeNull()
  expect(session.existing.news.value?.failure).toEqual(failure)
  expect(session.sending.troubleAt('page')).toBeNull()
})

test.each<[Failure, string]>([
  [{ code: 'credential-name-taken', name: 'x', scope: namedById(place.scope), secret: 'a/b' }, 'name'],
  [
    { code: 'secret-exists', namespace: 'n', name: 'x', credential: '', registered: false, by: '' },
    'kubernetesName',
  ],
  [{ code: 'invalid', what: 'x', fields: ['metadata.name'] }, 'kubernetesName'],
  [{ code: 'invalid', what: 'x', fields: ['data[.dockerconfigjson]'] }, 'password'],
  [{ code: 'too-large', what: 'x' }, 'password'],
  [{ code: 'scope-elsewhere', scope: place.scope, namespace: 'n' }, 'scope'],
  [{ code: 'quota-exceeded', namespace: 'n' }, 'page'],
  [{ code: 'outcome-unknown', server: 's', cause: 'connection-cut' }, 'page'],
])('the failure $code is shown where its cause is', async (failure, where) => {
  const { session, answers, fillNew } = wizardOf()
  await session.start(place)
  fillNew()
  answers.push(refused(failure))
  expect(await session.create()).toBeNull()
  expect(session.sending.trouble.value?.where).toBe(where)
  expect(session.attention.wish.value).toMatchObject({ field: where })
  expect(session.values.valueOf('password')).toBe(' s3cret\r\n')
})

test('a failure at a field is gone as soon as the field holds something else', async () => {
  const { session, answers, fillNew } = wizardOf()
  await session.start(place)
  fillNew()
  answers.push(
    refused({ code: 'credential-name-taken', name: 'x', scope: namedById(place.scope), secret: 'a/b' }),
  )
  await session.create()
  expect(session.sending.troubleAt('name')?.failure.code).toBe('credential-name-taken')
  session.form.name.value = 'Other'
  expect(session.sending.troubleAt('name')).toBeNull()
})

test('what can’t be created but claimed turns to existing secrets by itself, and the other way round', async () => {
  const { session, settle } = wizardOf({ refusedVerbs: { 'runai-vision-train': ['create'] } })
  await session.start(place)
  await settle()
  expect(session.form.source.value).toBe('existing')
  expect(session.form.place.value).toEqual(place)
})

test('a scope that was only presumed is dropped if the user may not write there', async () => {
  const verbs = { 'runai-vision-train': ['create', 'patch'] }
  const { session, settle } = wizardOf({ refusedVerbs: verbs })
  await session.start(place)
  await settle()
  expect(session.form.place.value).toBeNull()
  expect(session.attention.wish.value).toMatchObject({ field: 'scope' })
  session.chooseScope(placeOf('vision-train'))
  await settle()
  expect(session.attention.shown('scope')?.text).toContain('can’t create or patch')
  expect(session.refusal()).toBe('You can’t write in runai-vision-train')
})

test('what an earlier wizard left is filled in, and discarded on demand', async () => {
  const fields = { ...createWizardForm('password').entered(), place, name: 'Git' }
  const draft: Draft = {
    fields,
    values: { password: 'kept' },
    savedAt: '2026-09-27T12:00:00Z',
    valuesUntil: '2026-09-27T12:05:00Z',
    keptIn: 'keychain',
  }
  const { session, drafts, settle } = wizardOf({ type: 'password', draft })
  await session.start(null)
  expect(session.form.name.value).toBe('Git')
  expect(session.values.valueOf('password')).toBe('kept')
  await session.discard()
  expect([session.form.name.value, session.values.valueOf('password')]).toEqual(['', ''])
  expect(session.form.place.value).toEqual(place)
  await settle(1000)
  expect(drafts).toEqual(['discard'])
})

test('a wizard that is left keeps what was entered, and holds no value anymore', async () => {
  const { session, drafts, fillNew, settle } = wizardOf()
  await session.start(place)
  fillNew()
  await settle()
  session.end()
  await settle(1000)
  expect(drafts).toEqual(['keep Harbor training username,password'])
  expect(session.values.hasAny()).toBe(false)
})
