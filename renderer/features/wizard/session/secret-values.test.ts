import { isRef } from 'vue'
import { expect, test } from 'vitest'
import {
  typeDescriptions,
  type CredentialType,
} from '../../../../shared/credential-types/credential-types.ts'
import { createSecretValues } from './secret-values.ts'
import { createWizardForm } from './wizard-form.ts'

const valuesOf = (type: CredentialType) => createSecretValues(type, () => typeDescriptions[type].formats[0])

test('each type has its own values, and an empty one is a problem', () => {
  const values = valuesOf('access-key')
  expect(values.fields.map(({ id }) => id)).toEqual(['accessKeyId', 'secretKey'])
  values.setValue('accessKeyId', 'AKIA')
  expect(values.problems.value).toEqual({ secretKey: 'empty' })
  expect(values.all()).toEqual({ accessKeyId: 'AKIA', secretKey: '' })
})

test('a value is kept byte for byte, and half an emoji is reported', () => {
  const values = valuesOf('password')
  const odd = ' "😀\r\n\u0000\u202etab\t '
  values.setValue('username', odd)
  values.setValue('password', '\ud83d')
  expect(values.valueOf('username')).toBe(odd)
  expect(values.problems.value).toEqual({ password: 'broken-character' })
})

test('a value of 100 kB is no problem, one over 1 MiB is, and so are two that exceed it together', () => {
  const values = valuesOf('password')
  values.setValue('username', 'u')
  values.setValue('password', 'é'.repeat(50_000))
  expect(values.problems.value).toEqual({})
  expect(values.isTooLarge.value).toBe(false)
  values.setValue('password', 'é'.repeat(524_289))
  expect(values.problems.value).toEqual({ password: 'too-long' })
  values.setValue('username', 'x'.repeat(600_000))
  values.setValue('password', 'x'.repeat(600_000))
  expect(values.problems.value).toEqual({})
  expect(values.isTooLarge.value).toBe(true)
})

test('a registry login is in its secret twice, and is counted so', () => {
  const values = valuesOf('docker-registry')
  values.fill({ username: 'u', password: 'x'.repeat(500_000) })
  expect(values.isTooLarge.value).toBe(true)
  values.fill({ username: 'u', password: 'x'.repeat(400_000) })
  expect(values.isTooLarge.value).toBe(false)
})

test('nothing is left after they were cleared, and no value is a property of what holds them', () => {
  const values = valuesOf('password')
  values.setValue('password', 'correct horse')
  const states = Object.values(values).map((held) => (isRef(held) ? held.value : held))
  expect(JSON.stringify(states)).not.toContain('correct horse')
  values.clear()
  expect(values.hasAny()).toBe(false)
})

test('what was typed for one format is there again after another one was looked at', () => {
  const form = createWizardForm('generic')
  const values = createSecretValues('generic', () => form.format.value)
  form.formatId.value = 'access-key'
  values.setValue('secretKey', 'x')
  form.formatId.value = 'password'
  expect(values.all()).toEqual({ username: '', password: '' })
  expect(values.hasAny()).toBe(true)
  expect(values.entered()).toEqual({ secretKey: 'x' })
  form.formatId.value = 'access-key'
  expect(values.all()).toEqual({ accessKeyId: '', secretKey: 'x' })
})
