import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ContinueTokenError, decodeContinue, encodeContinue } from './continue-token.ts'

it('comes back as it was', () => {
  const part = fc.stringMatching(/^[a-z0-9-]{1,9}$/)
  const start = fc.array(part, { minLength: 1, maxLength: 2 }).map((parts) => `${parts.join('/')}\0`)
  fc.assert(
    fc.property(start, fc.integer({ min: 1 }), (key, revision) => {
      const token = { start: key, revision }
      expect(decodeContinue(encodeContinue(token))).toEqual(token)
    }),
    { seed: 1 },
  )
})

it.each(['../x', 'a/../b', '/x', 'a//b', './x'])('does not lead out of its list: %s', (start) => {
  expect(() => decodeContinue(encodeContinue({ start, revision: 1 }))).toThrow(ContinueTokenError)
})

it.each(['!', 'x', Buffer.from('null').toString('base64url'), Buffer.from('{"v":1}').toString('base64url')])(
  'isn’t a token: %s',
  (text) => {
    expect(() => decodeContinue(text)).toThrow(ContinueTokenError)
  },
)
