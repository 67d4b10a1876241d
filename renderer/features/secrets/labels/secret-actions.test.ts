import { expect, test } from 'vitest'
import { commandText } from '../../../../shared/shell-command.ts'
import { changeEntry, copyEntries, newCredentialRefusal, secretActions } from './secret-actions.ts'
import { unregisteredSecret, unusedSecret } from '../rows/secret-row.fixture.ts'
import type { LabelAction, SecretRow } from '../rows/secret-row.ts'

const known = {
  projects: [{ name: 'vision', namespace: 'runai-vision' }],
  clusterNamespace: 'runai',
  reasonAgainst: () => '',
}
const login = unregisteredSecret('harbor-pull', { secretType: 'kubernetes.io/dockerconfigjson' })

function entriesFor(action: LabelAction, secrets: readonly SecretRow[], reasonAgainst = () => '') {
  const actions = secretActions(action, secrets, { ...known, reasonAgainst })
  return [changeEntry(action, actions), ...copyEntries(secrets.length, actions)]
}

test('one secret is registered, named and copied as the command that its own type tells', () => {
  const { command, about } = secretActions('register', [login], known)
  expect(about).toBe('Project: vision, Docker registry')
  expect(commandText(command ?? [])).toContain('run.ai/resource=docker-registry')
  expect(entriesFor('register', [login]).map(({ label }) => label)).toEqual([
    'Register…',
    'Copy row',
    'Copy as CSV',
    'Copy kubectl name',
    'Copy as kubectl',
  ])
})

test('where the type is still to be chosen there is no command, and it says so', () => {
  const [change, , , , copy] = entriesFor('register', [unregisteredSecret('s3')])
  expect(change?.isDisabled).toBe(false)
  expect(copy).toMatchObject({ isDisabled: true, detail: 'Choose the type in Register… first.' })
})

test('what the user may not change has a lock and the reason', () => {
  const [change] = entriesFor('unregister', [unusedSecret('a')], () => 'You may not.')
  expect(change).toMatchObject({ icon: 'secret', isDisabled: true, detail: 'You may not.' })
})

test('what no type can use is disabled without a lock', () => {
  const tls = unregisteredSecret('ingress', { secretType: 'kubernetes.io/tls' })
  expect(entriesFor('register', [tls])[0]).toMatchObject({
    icon: 'plus',
    isDisabled: true,
    detail: 'kubernetes.io/tls doesn’t fit any type of credential.',
  })
})

test('of very many, no command is copied', () => {
  const many = Array.from({ length: 5000 }, (_, at) => unusedSecret(`registry-login-of-a-team-${at}`))
  const [change, ...copies] = entriesFor('unregister', many)
  expect(change?.isDisabled).toBe(false)
  expect(copies.map(({ label, isDisabled = false }) => [label, isDisabled])).toEqual([
    ['Copy rows', false],
    ['Copy as CSV', false],
    ['Copy kubectl names', false],
    ['Copy as kubectl', true],
  ])
})

test('a credential is made of one registered secret, and what can’t be one says why', () => {
  const free = { noChange: '', reasonAgainst: () => '' }
  const one = unusedSecret('a', { type: 'password' })
  const { scope: _scope, type: _type, ...unregistered } = one
  expect(newCredentialRefusal([one], free)).toBe('')
  expect(newCredentialRefusal([one, unusedSecret('b')], free)).toBe('Select one secret.')
  expect(newCredentialRefusal([unregistered], free)).toBe('Register it first.')
  expect(newCredentialRefusal([unusedSecret('a', { type: null })], free)).toContain('type')
  expect(newCredentialRefusal([unusedSecret('a', { type: 'password', deleting: true })], free)).toContain(
    'deleted',
  )
  expect(newCredentialRefusal([one], { ...free, noChange: 'Read-only.' })).toBe('Read-only.')
  expect(newCredentialRefusal([one], { ...free, reasonAgainst: () => 'You can’t patch' })).toBe(
    'You can’t patch.',
  )
})
