import { expect, it } from 'vitest'
import { readCredentialAddress } from './credential-address.ts'

it('reads the namespace and the name of a credential', () => {
  expect(readCredentialAddress('runai-vision/harbor.pull-1')).toEqual({
    namespace: 'runai-vision',
    name: 'harbor.pull-1',
  })
})

it.each([
  '',
  'harbor',
  '/harbor',
  'runai/',
  'runai/a/b',
  'Runai/harbor',
  'runai/Harbor',
  'runai /harbor',
  'run.ai/harbor',
  'runai/harbor\n',
  `runai/${'a'.repeat(254)}`,
  `${'a'.repeat(64)}/harbor`,
  '../../etc',
])('takes nothing that Kubernetes does not allow: %j', (text) => {
  expect(readCredentialAddress(text)).toBeNull()
})
