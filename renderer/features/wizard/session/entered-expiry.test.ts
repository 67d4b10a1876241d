import { computed, ref, shallowRef } from 'vue'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CredentialType } from '../../../../shared/credential-types/credential-types.ts'
import type { ExpiryProposal } from '../../../../shared/expiry.ts'
import { createEnteredExpiry } from './entered-expiry.ts'
import { createSecretEntries } from './secret-entries.ts'
import { createSecretValues } from './secret-values.ts'
import { createWizardForm } from './wizard-form.ts'

const expiresAt = '2027-01-02T03:04:05Z'
const proposal = (key: string): ExpiryProposal => ({ key, by: 'jwt', expiresAt })

function makeExpiry(type: CredentialType = 'password') {
  const form = createWizardForm(type)
  const values = createSecretValues(type, () => form.format.value)
  const entries = createSecretEntries()
  const asked: object[] = []
  const ofExisting = ref<ExpiryProposal[]>([])
  const expiry = createEnteredExpiry({
    api: {
      proposeExpiry: (entered) => {
        asked.push(entered)
        return Promise.resolve({ ok: true, value: [proposal('password')] })
      },
    },
    form,
    values,
    entries,
    sshKey: { file: shallowRef(null) },
    existing: { expiries: computed(() => ofExisting.value) },
  })
  return { form, values, entries, asked, ofExisting, expiry }
}
const settle = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the expiry of typed values is asked for once they are typed, and named by the labels of their fields', async () => {
  const { values, asked, expiry } = makeExpiry()
  values.setValue('username', 'robot')
  await settle(100)
  values.setValue('password', 'a token')
  await settle(299)
  expect(asked).toEqual([])
  await settle(1)
  expect(asked).toEqual([{ values: { username: 'robot', password: 'a token' } }])
  expect(expiry.proposals.value).toEqual([proposal('password')])
  expect(expiry.nameOf('password')).toBe('Password')
})

test('nothing is shown for a value that is no longer entered', async () => {
  const { values, asked, expiry } = makeExpiry()
  values.setValue('password', 'a token')
  await settle(300)
  expect(expiry.proposals.value).toHaveLength(1)
  values.setValue('password', '')
  await settle(300)
  expect([expiry.proposals.value, asked.length]).toEqual([[], 1])
})

test('of keys and values, those that have a key are asked about', async () => {
  const { entries, asked } = makeExpiry('generic')
  const [first] = entries.rows.value
  if (first === undefined) throw new Error('there is no row')
  entries.change(first, { text: 'a token' })
  await settle(300)
  expect(asked).toEqual([])
  entries.change(first, { key: 'TOKEN' })
  entries.add()
  await settle(300)
  expect(asked).toEqual([{ entries: [{ key: 'TOKEN', value: { kind: 'text', text: 'a token' } }] }])
})

test('of an existing secret, the date from its check is offered, and nothing is asked', async () => {
  const { form, values, asked, ofExisting, expiry } = makeExpiry()
  values.setValue('password', 'a token')
  form.source.value = 'existing'
  ofExisting.value = [proposal('Password')]
  await settle(300)
  expect([expiry.proposals.value, asked]).toEqual([[proposal('Password')], []])
})
