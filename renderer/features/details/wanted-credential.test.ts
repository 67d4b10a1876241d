import { expect, test } from 'vitest'
import { credentialOf } from '../../../shared/credential.fixture.ts'
import type { AskedCredential } from '../../../shared/credential-address.ts'
import type { Credential } from '../../../shared/credential.ts'
import { createWantedCredential } from './wanted-credential.ts'

const harbor = credentialOf('a', { namespace: 'runai', kubernetesName: 'harbor' })
const address = (context: string | null = null): AskedCredential => ({
  context,
  namespace: 'runai',
  name: 'harbor',
})

function waiting() {
  const rows: Credential[] = []
  const at = { context: '', isComplete: false, shown: '' }
  const shown: [string, boolean][] = []
  let tell: () => void = () => undefined
  const wanted = createWantedCredential({
    list: {
      credentialRows: () => rows,
      onCredentials: (listener) => {
        tell = listener
        return () => undefined
      },
    },
    context: () => at.context,
    isComplete: () => at.isComplete,
    shown: () => at.shown,
    show: (row, isAsked) => shown.push([row.uid, isAsked]),
  })
  return { wanted, rows, at, shown, tell: () => tell() }
}

test('a credential is shown as soon as its row is there, and once', () => {
  const { wanted, rows, at, shown, tell } = waiting()
  wanted.want(address(), true)
  at.context = 'prod'
  rows.push(credentialOf('b'))
  tell()
  expect(shown).toEqual([])
  rows.push(harbor)
  tell()
  tell()
  expect(shown).toEqual([['a', true]])
})

test('what the whole list does not have is missing', () => {
  const { wanted, at, shown, tell } = waiting()
  at.context = 'prod'
  wanted.want(address(), true)
  expect(wanted.missing.value).toBeNull()
  at.isComplete = true
  tell()
  expect(wanted.missing.value).toEqual(address('prod'))
  expect(shown).toEqual([])
})

test('what was only open before is not reported as missing', () => {
  const { wanted, at } = waiting()
  Object.assign(at, { context: 'prod', isComplete: true })
  wanted.want(address(), false)
  expect(wanted.missing.value).toBeNull()
  expect(wanted.isWaiting()).toBe(false)
})

test('a credential of one context is not looked for in another', () => {
  const { wanted, rows, at, shown, tell } = waiting()
  rows.push(harbor)
  Object.assign(at, { context: 'prod' })
  wanted.want(address('test'), true)
  tell()
  expect(shown).toEqual([])
  at.context = 'test'
  tell()
  expect(shown).toEqual([['a', true]])
})

test('what was missing is forgotten when something else is wanted', () => {
  const { wanted, rows, at, shown } = waiting()
  Object.assign(at, { context: 'prod', isComplete: true })
  wanted.want(address(), true)
  rows.push(harbor)
  wanted.want(address(), true)
  expect(wanted.missing.value).toBeNull()
  expect(shown).toEqual([['a', true]])
})

test('a row that arrives after a person opened another one doesn’t replace it', () => {
  const { wanted, rows, at, shown, tell } = waiting()
  at.context = 'prod'
  at.shown = 'before'
  wanted.want(address(), true)
  tell()
  expect(wanted.isWaiting()).toBe(true)
  at.shown = 'b'
  rows.push(harbor)
  tell()
  expect([shown, wanted.isWaiting()]).toEqual([[], false])
})
