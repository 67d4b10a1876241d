import { computed, ref, shallowRef } from 'vue'
import { expect, test } from 'vitest'
import type { CredentialType } from '../../../../shared/credential-types/credential-types.ts'
import { commandText } from '../../../../shared/shell-command.ts'
import type { RefusedClaim } from './wizard-sending.ts'
import { createSecretEntries } from './secret-entries.ts'
import { shownCommand } from './shown-command.ts'
import { createWizardForm } from './wizard-form.ts'
import { placeOf, secretOf } from './wizard.fixture.ts'

function makeShown(type: CredentialType = 'docker-registry') {
  const form = createWizardForm(type)
  const entries = createSecretEntries()
  const chosen = shallowRef<ReturnType<typeof secretOf> | null>(null)
  const refusedClaim = shallowRef<RefusedClaim | null>(null)
  const version = ref('')
  const left = shallowRef<string[]>([])
  const show = () =>
    shownCommand({
      type,
      form,
      entries,
      existing: {
        chosen: computed(() => chosen.value),
        version: computed(() => version.value),
        leftAnnotations: computed(() => left.value),
      },
      sending: { refusedClaim },
    })
  return { form, entries, chosen, version, left, refusedClaim, show }
}

test('before a scope is chosen there is no command', () => {
  expect(makeShown().show()).toBeNull()
})

test('a new secret is shown as far as it was entered, and counted', () => {
  const { form, show } = makeShown()
  form.place.value = placeOf('vision-train')
  expect(commandText(show()?.command ?? [])).toContain("create secret docker-registry '<kubernetes-name>'")
  form.name.value = 'Harbor'
  form.description.value = 'two lines'
  expect(commandText(show()?.command ?? [])).toContain('dockerregistry-harbor')
  expect(show()?.facts[0]).toBe('Creates one secret with 2 labels and 6 annotations')
  form.expiry.take('2027-01-02T03:04:05Z')
  expect(commandText(show()?.command ?? [])).toContain('credenza.app/expires-at=2027-01-02T03:04:05Z')
  expect(show()?.facts[0]).toBe('Creates one secret with 2 labels and 7 annotations')
})

test('a claim is shown on the version it is decided on, and a refused one stays with its version marked', () => {
  const { form, chosen, version, refusedClaim, show } = makeShown()
  form.place.value = placeOf('vision-train')
  form.source.value = 'existing'
  chosen.value = secretOf('harbor-pull')
  version.value = '48211907'
  expect(commandText(show()?.command ?? [])).toContain('resourceVersion: "48211907"')
  expect(show()?.facts[0]).toBe('Sets 2 labels and 5 annotations')
  chosen.value = null
  refusedClaim.value = { name: 'harbor-pull', version: '48211907' }
  expect(show()?.refused).toBe('48211907')
  expect(commandText(show()?.command ?? [])).toContain('patch secret harbor-pull')
})

test('a claim shows what an earlier one left and it clears', () => {
  const { form, chosen, left, show } = makeShown()
  form.place.value = placeOf('vision-train')
  form.source.value = 'existing'
  chosen.value = secretOf('harbor-pull')
  left.value = ['credenza.app/rotated-at']
  expect(commandText(show()?.command ?? [])).toContain('credenza.app/rotated-at: null')
})

test('keys are shown as they were entered, and a value of several lines comes from a file', () => {
  const { form, entries, show } = makeShown('generic')
  form.place.value = placeOf('vision-train')
  entries.take([
    { key: 'HF_TOKEN', value: 'secret-one', line: 1 },
    { key: 'store.yaml', value: 'a: secret-two\nb: 2', line: 2 },
  ])
  const text = commandText(show()?.command ?? [])
  expect(text).toContain('--from-literal=HF_TOKEN=')
  expect(text).toContain('--from-file=store.yaml=')
  expect(text).toContain('credenza.app/format=keys')
  expect(text).not.toContain('secret-')
  form.formatId.value = 'ssh'
  expect(commandText(show()?.command ?? [])).toContain('ssh=')
})
