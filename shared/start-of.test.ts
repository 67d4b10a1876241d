import { expect, it } from 'vitest'
import { startOf } from './start-of.ts'

it.each([
  ['a short text', 'harbor', 6, 'harbor'],
  ['a long text', 'harbor-pull', 6, 'harbor…'],
  ['a space at the end', 'prod registry', 5, 'prod…'],
  ['an emoji of two halves', 'abc🚀def', 4, 'abc…'],
  ['an emoji of several', 'ab👩‍👩‍👧‍👦cd', 9, 'ab…'],
  ['an emoji that fits', 'ab👩‍👩‍👧‍👦cd', 13, 'ab👩‍👩‍👧‍👦…'],
  ['a letter with its mark', 'Zu\u0308rich', 2, 'Z…'],
  ['a flag', 'DE 🇩🇪🇩🇪', 8, 'DE 🇩🇪…'],
  ['one letter with hundreds of marks', `a${'\u0301'.repeat(300)}`, 3, 'a\u0301\u0301…'],
  ['half a character', '\ud83d'.repeat(200), 2, '\ud83d\ud83d…'],
])('shows the start of %s', (_, text, most, start) => {
  expect(startOf(text, most)).toBe(start)
})
