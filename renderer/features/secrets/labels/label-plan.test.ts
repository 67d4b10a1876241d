import { describe, expect, test } from 'vitest'
import { leftOutByReason, planRegister, planUnregister, proposedType, typeChoices } from './label-plan.ts'
import { unregisteredSecret, unusedSecret } from '../../../../shared/secret-row.fixture.ts'

const opaque = unregisteredSecret('s3-import')
const login = unregisteredSecret('harbor-pull', { secretType: 'kubernetes.io/dockerconfigjson' })
const olderLogin = unregisteredSecret('regcred', { secretType: 'kubernetes.io/dockercfg' })
const basic = unregisteredSecret('git-login', { secretType: 'kubernetes.io/basic-auth' })
const tls = unregisteredSecret('ingress', { secretType: 'kubernetes.io/tls' })
const going = unregisteredSecret('old', { deleting: true })

const mayAll = () => ''
const uids = (rows: readonly { uid: string }[]) => rows.map(({ uid }) => uid)

describe('the proposed type', () => {
  test('is what the Secrets’ own types say', () => {
    expect(proposedType([login])).toBe('docker-registry')
    expect(proposedType([login, olderLogin])).toBe('docker-registry')
    expect(proposedType([basic])).toBe('password')
  })

  test('is none if they name none, or more than one', () => {
    expect(proposedType([opaque])).toBeNull()
    expect(proposedType([login, opaque])).toBeNull()
    expect(proposedType([login, basic])).toBeNull()
    expect(proposedType([tls])).toBeNull()
    expect(proposedType([])).toBeNull()
  })
})

test('a type is offered with how many fit, and refused with the reason if none does', () => {
  expect(typeChoices([opaque, basic])).toEqual([
    {
      type: 'docker-registry',
      fitting: 0,
      reason: 'Opaque doesn’t fit a registry login; kubernetes.io/basic-auth doesn’t fit a registry login',
    },
    { type: 'generic', fitting: 2, reason: '' },
    { type: 'access-key', fitting: 1, reason: '' },
    { type: 'password', fitting: 2, reason: '' },
  ])
})

test('a register takes what fits and leaves out what does not, what goes, and what may not be changed', () => {
  const found = planRegister([opaque, login, going], 'docker-registry', mayAll)
  expect(uids(found.taken)).toEqual(['harbor-pull'])
  expect(found.leftOut.map(({ reason }) => reason)).toEqual([
    'Opaque doesn’t fit a registry login',
    'It’s being deleted',
  ])
  expect(planRegister([login], 'docker-registry', () => 'You may not').taken).toEqual([])
})

test('while no type is chosen, only what no type can use is left out', () => {
  const found = planRegister([opaque, login, tls], null, mayAll)
  expect(uids(found.taken)).toEqual(['s3-import', 'harbor-pull'])
  expect(found.leftOut).toEqual([
    { secret: tls, reason: 'kubernetes.io/tls doesn’t fit any type of credential' },
  ])
})

test('an unregister leaves out the namespaces that may not be written', () => {
  const there = unusedSecret('a', { namespace: 'runai-a' })
  const here = unusedSecret('b', { namespace: 'runai-b' })
  const found = planUnregister([there, here], (namespace) => (namespace === 'runai-a' ? 'No' : ''))
  expect(uids(found.taken)).toEqual(['b'])
  expect(leftOutByReason(found.leftOut)).toEqual([{ reason: 'No', names: ['a'] }])
})
