import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Draft } from '../../../../shared/contract/drafts.ts'
import type { Rights } from '../../../../shared/contract/wizard.ts'
import { namedById, type Credential, type Fitness, type UnusedSecret } from '../../../../shared/credential.ts'
import type { Failure, Result } from '../../../../shared/failure.ts'
import type { CredentialType } from '../../../../shared/credential-types/credential-types.ts'
import { createQueue } from '../../../../shared/queue.ts'
import { createListIndex } from '../../../state/open-context/list-index.ts'
import { createListRows } from '../../../state/open-context/list-rows.ts'
import { createWizardForm } from './wizard-form.ts'
import type { ClaimInput, CreateInput } from './wizard-sending.ts'
import { createWizardSession } from './wizard-session.ts'
import { credentialOf, placeOf, secretOf } from './wizard.fixture.ts'

const place = placeOf('vision-train')
const made = credentialOf('made', { name: 'Harbor training' })
const fits: Result<Fitness> = {
  ok: true,
  value: { resourceVersion: '7', incompatibilities: [], remarks: [], leftAnnotations: [], expiries: [] },
}
const refused = (failure: Failure): Result<Credential> => ({ ok: false, failure })

interface Given {
  type?: CredentialType
  credentials?: Credential[]
  unused?: UnusedSecret[]
  /** Refused verbs by namespace. */
  refusedVerbs?: Record<string, string[]>
  draft?: Draft
}

function makeSession(given: Given = {}) {
  const { type = 'docker-registry', credentials = [], unused = [], refusedVerbs = {} } = given
  const rows = createListRows(() => 1)
  rows.take({ kind: 'rows', listing: true, credentials, unused, removed: [] })
  rows.tell()
  const answers: Result<Credential>[] = []
  const created: CreateInput[] = []
  const claimed: ClaimInput[] = []
  const drafts: string[] = []
  const answer = () => Promise.resolve(answers.shift() ?? ({ ok: true, value: made } as const))
  const rightsIn = (namespace: string): Rights => {
    const right = (verb: string) => ({
      allowed: refusedVerbs[namespace]?.includes(verb) !== true,
      reason: '',
    })
    return { namespace, create: right('create'), patch: right('patch'), get: right('get') }
  }
  const session = createWizardSession({
    context: 'prod',
    clusterName: 'prod',
    type,
    api: {
      rights: ({ namespaces }) => Promise.resolve({ ok: true, value: namespaces.map(rightsIn) }),
      check: () => Promise.resolve(fits),
      create: (input) => {
        created.push(input)
        return answer()
      },
      claim: (input) => {
        claimed.push(input)
        return answer()
      },
      chooseFile: () => Promise.resolve({ ok: true, value: null }),
      letGoOfFiles: () => Promise.resolve({ ok: true, value: null }),
      inspectSshKey: () => Promise.resolve({ ok: true, value: { kind: 'no-key' } }),
      proposeExpiry: () => Promise.resolve({ ok: true, value: [] }),
    },
    index: createListIndex(rows),
    projects: () => ({
      known: [{ name: 'vision-train', namespace: 'runai-vision-train' }],
      departments: [],
      isComplete: true,
    }),
    runaiNamespace: 'runai',
    keeping: {
      read: () => Promise.resolve({ ok: true, value: given.draft ?? null }),
      keep: ({ fields, values }) => {
        drafts.push(`keep ${fields.name} ${Object.keys(values).join()}`)
        return Promise.resolve({ ok: true, value: { keptIn: 'keychain', tell: false } })
      },
      discard: () => {
        drafts.push('discard')
        return Promise.resolve()
      },
    },
    enqueue: createQueue(),
    now: () => 1000,
    later: (callback) => void setTimeout(callback, 0),
  })
  const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds)
  const fillNew = () => {
    session.form.fill({ ...session.form.entered(), place, name: 'Harbor training', registryUrl: 'harbor.io' })
    session.values.fill({ username: 'robot', password: ' s3cret\r\n' })
  }
  const fillExisting = () => {
    session.form.fill({
      ...session.form.entered(),
      place,
      name: 'Harbor',
      source: 'existing',
      registryUrl: 'harbor.io',
    })
    session.existing.choose('harbor-pull')
  }
  return { session, answers, created, claimed, drafts, settle, fillNew, fillExisting }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a new secret is sent as it was entered, byte for byte, and its draft is discarded', async () => {
  const { session, created, drafts, settle, fillNew } = makeSession()
  await session.start(place)
  fillNew()
  expect(await session.create()).toEqual(made)
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
  const { session, claimed, settle, fillExisting } = makeSession({ unused: [secretOf('harbor-pull')] })
  await session.start(null)
  fillExisting()
  await settle(500)
  expect(await session.create()).toEqual(made)
  expect(claimed[0]).toMatchObject({
    place,
    secret: { name: 'harbor-pull', resourceVersion: '7' },
    dryRun: false,
  })
})

test('half a date is a problem that the button leads to, and a draft brings a whole one back', async () => {
  const { session, created, fillNew } = makeSession()
  await session.start(place)
  fillNew()
  session.form.expiry.enter('', false)
  expect(await session.create()).toBeNull()
  expect([created, session.attention.wish.value?.field]).toEqual([[], 'expiresAt'])
  session.form.fill({ ...session.form.entered(), expiresAt: '2027-01-02T03:04:05Z' })
  expect(session.form.entered().expiresAt).toBe('2027-01-02T03:04:05Z')
  expect(await session.create()).toEqual(made)
  expect(created[0]?.expiresAt).toBe('2027-01-02T03:04:05Z')
})

test('pressing the button with a problem sends nothing and leads to its field', async () => {
  const { session, created } = makeSession()
  await session.start(place)
  expect(session.attention.shown('name')).toBeNull()
  expect(await session.create()).toBeNull()
  expect(created).toEqual([])
  expect(session.attention.wish.value).toMatchObject({ field: 'name' })
  expect(session.attention.shown('name')?.text).toBe('Enter a credential name.')
})

test('a problem is told when its field was left, not while it is first typed', async () => {
  const { session } = makeSession()
  await session.start(place)
  session.attention.leave('registryUrl')
  expect(session.attention.shown('registryUrl')).toBeNull()
  session.form.registryUrl.value = 'harbor io'
  session.attention.edit('registryUrl')
  expect(session.attention.shown('registryUrl')).toBeNull()
  session.attention.leave('registryUrl')
  expect(session.attention.shown('registryUrl')?.text).toContain('space')
})

test('a check that passed is told until something is changed', async () => {
  const { session, created, fillNew } = makeSession()
  await session.start(place)
  fillNew()
  expect(await session.check()).toBeNull()
  expect(created[0]?.dryRun).toBe(true)
  expect(session.sending.isPassed.value).toBe(true)
  session.values.setValue('password', 'other')
  expect(session.sending.isPassed.value).toBe(false)
})

test('creating does not wait for a check that is under way, and sends nothing twice', async () => {
  const { session, created, fillNew } = makeSession()
  await session.start(place)
  fillNew()
  const checked = session.check()
  const results = await Promise.all([session.create(), session.create(), checked])
  expect(results).toEqual([made, null, null])
  expect(created.map(({ dryRun }) => dryRun)).toEqual([true, false])
})

test('a secret that was taken first keeps all that was entered and leads to the next one', async () => {
  const { session, answers, settle, fillExisting } = makeSession({
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
])('the failure $code stands where its cause is', async (failure, where) => {
  const { session, answers, fillNew } = makeSession()
  await session.start(place)
  fillNew()
  answers.push(refused(failure))
  expect(await session.create()).toBeNull()
  expect(session.sending.trouble.value?.where).toBe(where)
  expect(session.attention.wish.value).toMatchObject({ field: where })
  expect(session.values.valueOf('password')).toBe(' s3cret\r\n')
})

test('a failure at a field is gone as soon as the field holds something else', async () => {
  const { session, answers, fillNew } = makeSession()
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
  const { session, settle } = makeSession({ refusedVerbs: { 'runai-vision-train': ['create'] } })
  await session.start(place)
  await settle()
  expect(session.form.source.value).toBe('existing')
  expect(session.form.place.value).toEqual(place)
})

test('a scope that was only presumed is let go where the user may not write', async () => {
  const verbs = { 'runai-vision-train': ['create', 'patch'] }
  const { session, settle } = makeSession({ refusedVerbs: verbs })
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
  const { session, drafts, settle } = makeSession({ type: 'password', draft })
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
  const { session, drafts, fillNew, settle } = makeSession()
  await session.start(place)
  fillNew()
  await settle()
  session.end()
  await settle(1000)
  expect(drafts).toEqual(['keep Harbor training username,password'])
  expect(session.values.hasAny()).toBe(false)
})
