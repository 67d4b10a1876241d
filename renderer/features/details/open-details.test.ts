import { expect, test } from 'vitest'
import { credentialOf } from '../../../shared/credential.fixture.ts'
import type { Credential } from '../../../shared/credential.ts'
import type { ChangeListener } from '../../state/open-context/list-rows.ts'
import { createOpenDetails } from './open-details.ts'

const row = credentialOf('a', { kubernetesName: 'harbor' })

function opened() {
  let tell: ChangeListener<Credential> = () => undefined
  const unused: { uid: string }[] = []
  const details = createOpenDetails({
    unusedRows: () => unused,
    onCredentials: (listener) => {
      tell = listener
      return () => undefined
    },
  })
  details.open(row)
  return { details, unused, tell: (change: Parameters<typeof tell>[0]) => tell(change) }
}

test('what is open follows the changes of its row', () => {
  const { details, tell } = opened()
  tell({ changed: [credentialOf('b'), { ...row, name: 'Renamed' }], removed: [] })
  expect(details.credential.value?.name).toBe('Renamed')
  expect(details.presence.value).toBe('there')
})

test('a released credential stays visible and says so, until it is a credential again', () => {
  const { details, unused, tell } = opened()
  unused.push({ uid: 'a' })
  tell({ changed: [], removed: ['a'] })
  expect(details.presence.value).toBe('released')
  expect(details.credential.value).toEqual(row)
  tell({ changed: [row], removed: [] })
  expect(details.presence.value).toBe('there')
})

test('a deleted credential says so, and leads to what has its name now', () => {
  const { details, tell } = opened()
  tell({ changed: [], removed: ['a'] })
  expect(details.presence.value).toBe('gone')
  const next = credentialOf('b', { kubernetesName: 'harbor' })
  tell({ changed: [next], removed: [] })
  expect(details.presence.value).toBe('replaced')
  expect(details.successor.value).toEqual(next)
  details.open(next)
  expect(details.presence.value).toBe('there')
})

test('a credential that is made again in the same change is another one', () => {
  const { details, tell } = opened()
  tell({ changed: [credentialOf('b', { kubernetesName: 'harbor' })], removed: ['a'] })
  expect(details.presence.value).toBe('replaced')
})

test('one of the same name in another namespace is not taken for it', () => {
  const { details, tell } = opened()
  tell({ changed: [credentialOf('b', { kubernetesName: 'harbor', namespace: 'x' })], removed: ['a'] })
  expect(details.presence.value).toBe('gone')
})

test('only an open panel follows the focus', () => {
  const { details } = opened()
  const other = credentialOf('b')
  details.follow(other)
  expect(details.uid.value).toBe('b')
  details.close()
  details.follow(row)
  expect(details.isOpen.value).toBe(false)
})
