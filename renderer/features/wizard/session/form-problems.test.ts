import { computed, shallowRef } from 'vue'
import { expect, test } from 'vitest'
import type { Rights } from '../../../../shared/contract/wizard.ts'
import type { SshKeyReading } from '../../../../shared/ssh-key.ts'
import type { Credential, Incompatibility, UnusedSecret } from '../../../../shared/credential.ts'
import type { CredentialType } from '../../../../shared/credential-types/credential-types.ts'
import { createListIndex } from '../../../state/open-context/list-index.ts'
import { createListRows } from '../../../state/open-context/list-rows.ts'
import type { EntryFile } from './entry-row.ts'
import { createFormProblems, type FieldId } from './form-problems.ts'
import type { SecretChoice } from './secret-choices.ts'
import { createSecretEntries } from './secret-entries.ts'
import { createSecretValues } from './secret-values.ts'
import { credentialOf, placeOf, secretOf } from './wizard.fixture.ts'
import { createWizardForm } from './wizard-form.ts'

interface Given {
  type?: CredentialType
  credentials?: Credential[]
  unused?: UnusedSecret[]
  chosen?: UnusedSecret
  incompatibilities?: Incompatibility[]
  urlIncompatibilities?: Incompatibility[]
  rights?: Rights
}

function makeProblems(given: Given = {}) {
  const { type = 'docker-registry' } = given
  const rows = createListRows(() => 1)
  const { credentials = [], unused = [] } = given
  rows.take({ kind: 'rows', credentials, unused, removed: [], news: [] })
  rows.tell()
  const form = createWizardForm(type)
  const values = createSecretValues(type, () => form.format.value)
  const entries = createSecretEntries()
  const sshKey = {
    file: shallowRef<EntryFile | null>(null),
    reading: shallowRef<SshKeyReading | null>(null),
  }
  const problems = createFormProblems({
    type,
    form,
    values,
    entries,
    sshKey,
    existing: {
      chosen: computed(() => given.chosen ?? null),
      choices: computed<SecretChoice[]>(() => []),
      incompatibilities: computed(() => given.incompatibilities ?? []),
      urlIncompatibilities: computed(() => given.urlIncompatibilities ?? []),
    },
    index: createListIndex(rows),
    rights: { of: () => given.rights ?? null },
  })
  const textOf = (field: FieldId) => problems.of(field)?.text ?? ''
  return { form, values, entries, sshKey, problems, textOf }
}

const place = placeOf('vision-train')

test('the first problem is that of the first field, until all is filled in', () => {
  const { form, values, problems } = makeProblems()
  expect(problems.first.value).toBe('scope')
  form.place.value = place
  expect(problems.first.value).toBe('name')
  form.name.value = 'Harbor training'
  expect(problems.first.value).toBe('username')
  values.fill({ username: 'robot', password: 's3cret' })
  expect(problems.first.value).toBe('registryUrl')
  form.registryUrl.value = 'harbor.int.halden.io'
  expect(problems.first.value).toBeNull()
})

test('a type only asks for what it needs', () => {
  const { form, values, problems } = makeProblems({ type: 'access-key' })
  form.fill({ ...form.entered(), place, name: 'Bucket' })
  values.fill({ accessKeyId: 'AKIA', secretKey: 'x' })
  expect(problems.first.value).toBeNull()
})

test('a name that is taken in this scope is reported at once, one of another scope is free', () => {
  const { form, problems, textOf } = makeProblems({ credentials: [credentialOf('a', { name: 'Harbor' })] })
  form.name.value = 'Harbor'
  form.place.value = placeOf('seg-3d')
  expect(problems.of('name')).toBeNull()
  form.place.value = place
  expect(textOf('name')).toBe('“Harbor” is taken in this scope by the secret a.')
  expect(problems.of('name')).toMatchObject({ isAtOnce: true, by: { uid: 'a' } })
})

test.each([
  ['', 'Enter a credential name.'],
  ['a\nb', 'line break'],
  [' a', 'space'],
  ['\ud83d', 'invalid character'],
  ['x'.repeat(254), 'now 254'],
])('the name %j is refused with the reason', (name, words) => {
  const { form, textOf } = makeProblems()
  form.name.value = name
  expect(textOf('name')).toContain(words)
})

test('a name without any letter for a Kubernetes name asks for one, which has its own rules', () => {
  const { form, problems, textOf } = makeProblems()
  form.name.value = '🚀'
  expect(problems.of('name')).toBeNull()
  expect(textOf('kubernetesName')).toContain('Can’t derive a Kubernetes name')
  form.ownKubernetesName.value = 'Rocket'
  expect(textOf('kubernetesName')).toContain('lowercase letters')
  form.ownKubernetesName.value = 'rocket-'
  expect(textOf('kubernetesName')).toContain('begin and end')
  form.ownKubernetesName.value = 'rocket'
  expect(problems.of('kubernetesName')).toBeNull()
})

test('a Kubernetes name that the list already has in that namespace is reported with whose it is', () => {
  const { form, problems, textOf } = makeProblems({
    credentials: [credentialOf('dockerregistry-harbor', { name: 'Harbor!' })],
    unused: [secretOf('dockerregistry-quay')],
  })
  form.place.value = place
  form.name.value = 'Harbor'
  expect(textOf('kubernetesName')).toContain('The credential “Harbor!” has this Kubernetes name')
  form.name.value = 'Quay'
  expect(textOf('kubernetesName')).toContain('An unused secret')
  form.source.value = 'existing'
  expect(problems.of('kubernetesName')).toBeNull()
})

test('an existing secret asks for a choice, and reports why the chosen one can’t serve', () => {
  const none = makeProblems()
  none.form.fill({ ...none.form.entered(), place, name: 'A', source: 'existing' })
  expect(none.problems.first.value).toBe('secret')
  const unfit = makeProblems({
    chosen: secretOf('harbor-pull'),
    incompatibilities: [{ code: 'registry-not-json', key: '.dockerconfigjson' }],
    urlIncompatibilities: [{ code: 'registry-without-url', url: 'quay.io', hosts: ['ghcr.io'], count: 1 }],
  })
  unfit.form.fill({ ...unfit.form.entered(), place, name: 'A', source: 'existing', registryUrl: 'quay.io' })
  expect(unfit.textOf('secret')).toBe('harbor-pull isn’t suitable. Its key .dockerconfigjson isn’t JSON.')
  expect(unfit.textOf('registryUrl')).toBe(
    'harbor-pull isn’t suitable. It has no login for quay.io, only for ghcr.io.',
  )
})

test('a description of more than 250 characters is reported with how many it has', () => {
  const { form, problems, textOf } = makeProblems()
  form.description.value = '😀'.repeat(250)
  expect(problems.of('description')).toBeNull()
  form.description.value += 'x'
  expect(textOf('description')).toContain('now 251')
})

test('values that are too large together are reported at the last of them', () => {
  const { values, textOf } = makeProblems({ type: 'password' })
  values.fill({ username: 'x'.repeat(600_000), password: 'x'.repeat(600_000) })
  expect(textOf('password')).toContain('1 MiB in total')
  expect(textOf('username')).toBe('')
  values.setValue('password', 'x'.repeat(1_048_577))
  expect(textOf('password')).toContain('now 1,048,577')
})

test('a scope in which the user may write nothing is a separate problem', () => {
  const no = { allowed: false, reason: '' }
  const { form, textOf } = makeProblems({
    rights: { namespace: 'runai-vision-train', create: no, patch: no, get: { allowed: true, reason: '' } },
  })
  form.place.value = place
  expect(textOf('scope')).toContain('can’t create or patch secrets in runai-vision-train')
})

test('keys and values are required only in their own format, and report the first that is wrong', () => {
  const { form, entries, problems, textOf } = makeProblems({ type: 'generic' })
  form.fill({ ...form.entered(), place, name: 'Trainer' })
  expect(problems.first.value).toBe('entries')
  entries.take([{ key: 'a/b', value: '1', line: 1 }])
  expect(textOf('entries')).toContain('only letters from a to z')
  form.formatId.value = 'ssh'
  expect(problems.first.value).toBe('sshKey')
  form.formatId.value = 'keys'
  form.source.value = 'existing'
  expect(problems.of('entries')).toBeNull()
})

test('a public key can’t serve as an SSH key', () => {
  const { form, values, sshKey, textOf } = makeProblems({ type: 'generic' })
  form.formatId.value = 'ssh'
  expect(textOf('sshKey')).toBe('Enter the SSH key.')
  values.setValue('sshKey', 'x')
  expect(textOf('sshKey')).toBe('')
  sshKey.reading.value = { kind: 'cut' }
  expect(textOf('sshKey')).toContain('last line is missing')
  values.setValue('sshKey', '')
  sshKey.reading.value = null
  sshKey.file.value = { id: 'a', name: 'id_ed25519', size: 10 }
  expect(textOf('sshKey')).toBe('')
  sshKey.file.value = { id: null, name: 'id_ed25519', size: 10 }
  expect(textOf('sshKey')).toBe('Choose this file again.')
})

test('a key of NVIDIA NGC accepts exactly the characters that such keys have', () => {
  const { values, textOf } = makeProblems({ type: 'ngc-api-key' })
  values.setValue('ngcApiKey', 'nvapi-a_b.c')
  expect(textOf('ngcApiKey')).toBe('')
  values.setValue('ngcApiKey', 'nvapi a')
  expect(textOf('ngcApiKey')).toContain('only letters')
})
