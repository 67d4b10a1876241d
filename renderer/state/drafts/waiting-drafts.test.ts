import { expect, it } from 'vitest'
import type { WaitingDraft } from '../../../shared/contract/drafts.ts'
import { draftsText } from './waiting-drafts.ts'

const ofNew: WaitingDraft = { type: 'password' }
const ofRotation = (name: string): WaitingDraft => ({
  type: 'password',
  rotated: { namespace: 'runai', name, uid: name },
})

it('names what waits, the first ones, and counts the others', () => {
  expect(draftsText([])).toBe('')
  expect(draftsText([ofNew])).toBe('1 draft waits: new credential: Username and password')
  expect(draftsText(['a', 'b', 'c', 'd', 'e'].map(ofRotation))).toBe(
    '5 drafts wait: new values for a, new values for b, new values for c, 2 more',
  )
})
