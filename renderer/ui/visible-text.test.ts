import { expect, test } from 'vitest'
import { visibleText } from './visible-text.ts'

test('ordinary text, line breaks included, stays as it is', () => {
  expect(visibleText('get-token --role=ümläut\n\techo "ok"')).toBe('get-token --role=ümläut\n\techo "ok"')
})

test('what would hide or turn around a part of a command is written out', () => {
  expect(visibleText('rm\u202efr\u0007\u200b')).toBe('rm\\u{202e}fr\\u{7}\\u{200b}')
})
