import { expect, test } from 'vitest'
import { failureOf } from '../../../shared/failure.ts'
import type { Protection } from '../../../shared/protection.ts'
import { createConnectionConsent } from './connection-consent.ts'

const connection = (protection: Protection, server = 'https://k8s:6443') => ({
  context: 'lab',
  server,
  protection,
})
function codeOf(call: () => void): string {
  try {
    call()
    return 'allowed'
  } catch (error) {
    return failureOf(error)?.code ?? 'internal'
  }
}

test('values are sent over a protected connection, and on this machine, without a question', () => {
  const { require } = createConnectionConsent()
  expect(codeOf(() => require(connection('verified')))).toBe('allowed')
  expect(codeOf(() => require(connection('local', 'http://127.0.0.1:8001')))).toBe('allowed')
})

test.each(['unverified', 'unencrypted'] as const)(
  'over one that is %s the user is asked once, for exactly this context, server and protection',
  async (protection) => {
    const { require, allow } = createConnectionConsent()
    expect(codeOf(() => require(connection(protection)))).toBe('connection-unsafe')
    await allow(connection(protection))
    expect(codeOf(() => require(connection(protection)))).toBe('allowed')
    expect(codeOf(() => require(connection(protection, 'https://other:6443')))).toBe('connection-unsafe')
    expect(codeOf(() => require({ ...connection(protection), context: 'prod' }))).toBe('connection-unsafe')
    const other = protection === 'unverified' ? 'unencrypted' : 'unverified'
    expect(codeOf(() => require(connection(other)))).toBe('connection-unsafe')
  },
)
