import { expect, test } from 'vitest'
import { commandText } from '../../../../shared/shell-command.ts'
import { secretActions, secretEntries } from './secret-actions.ts'
import { unregisteredSecret, unusedSecret } from '../rows/secret-row.fixture.ts'
import type { LabelAction, SecretRow } from '../rows/secret-row.ts'

const known = {
  projects: [{ name: 'vision', namespace: 'runai-vision' }],
  clusterNamespace: 'runai',
  reasonAgainst: () => '',
}
const login = unregisteredSecret('harbor-pull', { secretType: 'kubernetes.io/dockerconfigjson' })

function entriesFor(action: LabelAction, secrets: readonly SecretRow[], reasonAgainst = () => '') {
  return secretEntries(action, secrets.length, secretActions(action, secrets, { ...known, reasonAgainst }))
}

test('one secret is registered, named and copied as the command that its own type tells', () => {
  const { command, about, names } = secretActions('register', [login], known)
  expect(about).toBe('Project: vision, Docker registry')
  expect(commandText(command ?? [])).toContain('run.ai/resource=docker-registry')
  expect(names).toBe('harbor-pull')
  expect(entriesFor('register', [login]).map(({ label }) => label)).toEqual([
    'Register…',
    'Copy name',
    'Copy as kubectl',
  ])
})

test('where the type is still to be chosen there is no command, and it says so', () => {
  const [change, , copy] = entriesFor('register', [unregisteredSecret('s3')])
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

test('several are counted, and too many are not copied in parts', () => {
  const many = Array.from({ length: 5000 }, (_, at) => unusedSecret(`registry-login-of-a-team-${at}`))
  const [change, names, command] = entriesFor('unregister', many)
  expect(change).toMatchObject({ label: 'Unregister 5,000…', isDisabled: false })
  expect(names).toMatchObject({ label: 'Copy 5,000 names', isDisabled: true })
  expect(command?.isDisabled).toBe(true)
})
