import { nextTick } from 'vue'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Credential, Fitness, UnusedSecret } from '../../../../shared/credential.ts'
import type { Failure, Result } from '../../../../shared/failure.ts'
import type { CredentialType } from '../../../../shared/credential-types/credential-types.ts'
import { createListIndex } from '../../../state/open-context/list-index.ts'
import { createListRows } from '../../../state/open-context/list-rows.ts'
import { createExistingSecret } from './existing-secret.ts'
import { choicesText } from './secret-choices.ts'
import { credentialOf, placeOf, secretOf } from './wizard.fixture.ts'
import { createWizardForm } from './wizard-form.ts'

const place = placeOf('vision-train')
const fits: Result<Fitness> = {
  ok: true,
  value: { resourceVersion: '1', incompatibilities: [], remarks: [], leftAnnotations: [], expiries: [] },
}
const now = Date.parse('2026-09-27T12:00:00Z')

function makeExisting(unused: UnusedSecret[], type: CredentialType = 'docker-registry') {
  const rows = createListRows(() => 1)
  const change = async (parts: {
    credentials?: Credential[]
    unused?: UnusedSecret[]
    removed?: string[]
  }) => {
    rows.take({ kind: 'rows', credentials: [], unused: [], removed: [], news: [], ...parts })
    rows.tell()
    await vi.advanceTimersByTimeAsync(0)
  }
  rows.take({ kind: 'rows', credentials: [], unused, removed: [], news: [] })
  rows.tell()
  const answers: Result<Fitness>[] = []
  const asked: { name: string; registryUrl: string }[] = []
  const form = createWizardForm(type)
  form.source.value = 'existing'
  form.place.value = place
  const existing = createExistingSecret({
    context: 'prod',
    type,
    form,
    index: createListIndex(rows),
    rights: { of: () => null },
    api: {
      check: (input) => {
        asked.push(input)
        return Promise.resolve(answers.shift() ?? fits)
      },
    },
    now: () => now,
  })
  const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds)
  return { existing, form, change, asked, answers, settle }
}

const refused = (failure: Failure): Result<Fitness> => ({ ok: false, failure })
const reasons = (existing: { choices: { value: { name: string; reason: string }[] } }) =>
  existing.choices.value.map(({ name, reason }) => [name, reason])

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the unused secrets of the scope are offered by name, those that can’t serve with the reason', () => {
  const { existing } = makeExisting([
    secretOf('s3-import', { secretType: 'Opaque' }),
    secretOf('harbor-pull'),
    secretOf('old', { secretType: 'kubernetes.io/dockercfg' }),
    secretOf('going', { deleting: true }),
    secretOf('elsewhere', { scope: { kind: 'cluster', id: '', name: '' } }),
  ])
  expect(reasons(existing)).toEqual([
    ['going', 'It’s being deleted'],
    ['harbor-pull', ''],
    ['old', ''],
    ['s3-import', 'Opaque doesn’t fit a registry login'],
  ])
  expect(existing.choices.value.find(({ name }) => name === 'old')?.detail).toContain('the older form')
  expect(choicesText(existing.choices.value, place)).toBe('4 unused secrets in this project, 2 are suitable.')
})

test('a chosen secret is read at once, and again when the address has been typed', async () => {
  const { existing, form, asked, answers, settle } = makeExisting([secretOf('harbor-pull')])
  existing.choose('harbor-pull')
  await settle()
  expect(asked.map(({ registryUrl }) => registryUrl)).toEqual([''])
  form.registryUrl.value = 'harbor.int'
  await nextTick()
  form.registryUrl.value = 'harbor.int.halden.io'
  answers.push({
    ok: true,
    value: {
      resourceVersion: '1',
      incompatibilities: [{ code: 'registry-without-url', url: 'harbor.int.halden.io', hosts: [], count: 0 }],
      remarks: [{ code: 'immutable' }],
      leftAnnotations: [],
      expiries: [],
    },
  })
  await settle(400)
  expect(asked.map(({ registryUrl }) => registryUrl)).toEqual(['', 'harbor.int.halden.io'])
  expect(existing.urlIncompatibilities.value.length).toBe(1)
  expect(existing.incompatibilities.value).toEqual([])
  expect(existing.remarks.value).toEqual([{ code: 'immutable' }])
})

test('a secret that someone claims in the meantime is reported at once, and the next that can serve is suggested', async () => {
  const { existing, form, change, settle } = makeExisting([secretOf('a'), secretOf('b'), secretOf('c')])
  existing.choose('b')
  await settle()
  await change({
    credentials: [
      credentialOf('b', { name: 'Harbor robot', createdBy: 't.ferreira', createdAt: '2026-09-27T11:59:56Z' }),
    ],
  })
  expect(form.secretUid.value).toBe('')
  expect(existing.news.value?.failure).toMatchObject({ code: 'secret-taken', credential: 'Harbor robot' })
  expect(existing.choices.value.find(({ name }) => name === 'b')?.reason).toMatch(/^Taken by t\.ferreira, /)
  expect(existing.suggestedUid.value).toBe('c')
  expect(choicesText(existing.choices.value, place)).toBe('2 unused secrets in this project, 2 are suitable.')
})

test('the cluster says what became of a secret that just vanished', async () => {
  const { existing, change, answers, settle } = makeExisting([secretOf('a')])
  existing.choose('a')
  await settle()
  answers.push(refused({ code: 'secret-gone', namespace: place.namespace, name: 'a' }))
  await change({ removed: ['a'] })
  expect(reasons(existing)).toEqual([['a', 'Deleted']])
  expect(existing.news.value?.failure.code).toBe('secret-gone')
  existing.forgetLost()
  expect(existing.choices.value).toEqual([])
})

test('a secret that nobody chose vanishes silently', async () => {
  const { existing, change, settle } = makeExisting([secretOf('a'), secretOf('b')])
  existing.choose('a')
  await settle()
  await change({ removed: ['b'] })
  expect(existing.news.value).toBeNull()
  expect(reasons(existing)).toEqual([['a', '']])
})

test('a change of the chosen secret has it read again, but not when the list only catches up', async () => {
  const { existing, change, asked, settle } = makeExisting([secretOf('a')])
  existing.choose('a')
  await settle()
  expect(existing.version.value).toBe('1')
  await change({ unused: [secretOf('a', { resourceVersion: '1' })] })
  expect(asked.length).toBe(1)
  await change({ unused: [secretOf('a', { resourceVersion: '2' })] })
  expect(asked.length).toBe(2)
})

test('what a claim itself does to the list is no news, unless the claim failed', async () => {
  const { existing, change, settle } = makeExisting([secretOf('a')])
  existing.choose('a')
  await settle()
  existing.setClaiming(true)
  await change({ credentials: [credentialOf('a', { name: 'Mine' })] })
  expect(existing.news.value).toBeNull()
  existing.setClaiming(false)
  await settle()
  expect(existing.news.value?.failure).toMatchObject({ code: 'secret-taken', credential: 'Mine' })
})

test('another scope forgets the choice; a draft’s choice is found by name as soon as the list has it', async () => {
  const { existing, form, change, settle } = makeExisting([secretOf('a')])
  existing.choose('a')
  form.place.value = placeOf('seg-3d')
  expect(form.secretUid.value).toBe('')
  form.fill({ ...form.entered(), place, secretName: 'late' })
  await settle()
  expect(existing.chosen.value).toBeNull()
  await change({ unused: [secretOf('late')] })
  expect(existing.chosen.value?.uid).toBe('late')
})
