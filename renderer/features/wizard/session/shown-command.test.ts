import { computed, ref, shallowRef } from 'vue'
import { expect, test } from 'vitest'
import { commandText } from '../../../../shared/shell-command.ts'
import type { RefusedClaim } from './wizard-sending.ts'
import { shownCommand } from './shown-command.ts'
import { createWizardForm } from './wizard-form.ts'
import { placeOf, secretOf } from './wizard.fixture.ts'

function makeShown() {
  const form = createWizardForm('docker-registry')
  const chosen = shallowRef<ReturnType<typeof secretOf> | null>(null)
  const refusedClaim = shallowRef<RefusedClaim | null>(null)
  const version = ref('')
  const left = shallowRef<string[]>([])
  const show = () =>
    shownCommand({
      type: 'docker-registry',
      form,
      existing: {
        chosen: computed(() => chosen.value),
        version: computed(() => version.value),
        leftAnnotations: computed(() => left.value),
      },
      sending: { refusedClaim },
    })
  return { form, chosen, version, left, refusedClaim, show }
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
  expect(show()?.facts[0]).toBe('One secret with 2 labels and 6 annotations is made')
})

test('a claim is shown on the version it is decided on, and a refused one stays with its version marked', () => {
  const { form, chosen, version, refusedClaim, show } = makeShown()
  form.place.value = placeOf('vision-train')
  form.source.value = 'existing'
  chosen.value = secretOf('harbor-pull')
  version.value = '48211907'
  expect(commandText(show()?.command ?? [])).toContain('resourceVersion: "48211907"')
  expect(show()?.facts[0]).toBe('2 labels and 5 annotations are set')
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
