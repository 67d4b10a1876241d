import { expect, test } from 'vitest'
import { sizeText } from './size-text.ts'

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1 KiB'],
  [6400, '6.2 KiB'],
  [1_048_575, '1023.9 KiB'],
  [1_048_576, '1 MiB'],
])('%i bytes are %s', (bytes, text) => expect(sizeText(bytes)).toBe(text))
