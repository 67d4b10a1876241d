import { isRef } from 'vue'
import { expect, test } from 'vitest'
import { createSecretValues } from './secret-values.ts'

test('each type has its own values, and an empty one is a problem', () => {
  const values = createSecretValues('access-key')
  expect(values.fields.map(({ id }) => id)).toEqual(['accessKeyId', 'secretKey'])
  values.setValue('accessKeyId', 'AKIA')
  expect(values.problems.value).toEqual({ secretKey: 'empty' })
  expect(values.all()).toEqual({ accessKeyId: 'AKIA', secretKey: '' })
})

test('a value is kept byte for byte, and half an emoji is told', () => {
  const values = createSecretValues('password')
  const odd = ' "😀\r\n\u0000\u202etab\t '
  values.setValue('username', odd)
  values.setValue('password', '\ud83d')
  expect(values.valueOf('username')).toBe(odd)
  expect(values.problems.value).toEqual({ password: 'broken-character' })
})

test('a value of 100 kB is no problem, one over 1 MiB is, and so are two that exceed it together', () => {
  const values = createSecretValues('password')
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

test('a registry login stands in its secret twice, and is counted so', () => {
  const values = createSecretValues('docker-registry')
  values.fill({ username: 'u', password: 'x'.repeat(500_000) })
  expect(values.isTooLarge.value).toBe(true)
  values.fill({ username: 'u', password: 'x'.repeat(400_000) })
  expect(values.isTooLarge.value).toBe(false)
})

test('nothing is left after they were cleared, and no value is a property of what holds them', () => {
  const values = createSecretValues('password')
  values.setValue('password', 'correct horse')
  const states = Object.values(values).map((held) => (isRef(held) ? held.value : held))
  expect(JSON.stringify(states)).not.toContain('correct horse')
  values.clear()
  expect(values.hasAny()).toBe(false)
})
