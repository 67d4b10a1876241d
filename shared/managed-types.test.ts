import { expect, test } from 'vitest'
import { credentialTypes, servingSecretTypes } from './credential-types/credential-types.ts'
import { isManagedByOthers } from './managed-types.ts'

test.each([
  'kubernetes.io/service-account-token',
  'helm.sh/release.v1',
  'helm.sh/release.v2',
  'bootstrap.kubernetes.io/token',
  'kubernetes.io/tls',
])('%s is kept by others', (secretType) => {
  expect(isManagedByOthers(secretType)).toBe(true)
})

test('no type that can serve for a credential is kept by others', () => {
  const serving = credentialTypes.flatMap(servingSecretTypes)
  expect(serving.filter(isManagedByOthers)).toEqual([])
  expect(isManagedByOthers('example.com/own')).toBe(false)
})
