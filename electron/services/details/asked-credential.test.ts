import { expect, it } from 'vitest'
import type { AskedCredential } from '../../../shared/credential-address.ts'
import { createAskedCredential } from './asked-credential.ts'

const credential = (name: string): AskedCredential => ({ context: null, namespace: 'runai', name })

it('is given once, to the window that asks first', () => {
  const asked = createAskedCredential(credential('a'))
  expect(asked.takeAsked()).toEqual(credential('a'))
  expect(asked.takeAsked()).toBeNull()
})

it('of a second start is reported at once, or waits for a window that has not asked yet', () => {
  const told: AskedCredential[] = []
  const asked = createAskedCredential(null)
  asked.follow((each) => told.push(each))
  asked.ask(credential('a'))
  expect(told).toEqual([])
  expect(asked.takeAsked()).toEqual(credential('a'))
  asked.ask(credential('b'))
  expect(told).toEqual([credential('b')])
})
