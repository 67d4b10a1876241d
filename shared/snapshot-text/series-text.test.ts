import { expect, test } from 'vitest'
import { cutFileText, filesText, leftOutText } from './series-text.ts'

const file = { id: 'f', name: 'f.csv', folder: '/' }

test('files that are not what they seem are counted in one sentence', () => {
  expect(filesText({ notRead: 0, cut: 0, leftOut: 0 })).toBe('')
  expect(filesText({ notRead: 1, cut: 2, leftOut: 3 })).toBe(
    '1 file in the folder couldn’t be read; 2 files are cut off and not compared; 3 files aren’t snapshots.',
  )
  expect(filesText({ notRead: 0, cut: 1, leftOut: 0 })).toBe('1 file is cut off and not compared.')
})

test('each is reported with its reason', () => {
  expect(leftOutText({ file, holds: 'changes' })).toMatch(/^f\.csv is a comparison .*not a snapshot\.$/)
  expect(leftOutText({ file, holds: 'events' })).toMatch(/^f\.csv is a history .*not a snapshot\.$/)
  expect(leftOutText({ file, holds: 'unknown' })).toMatch(/^f\.csv isn’t a snapshot\. None of its titles/)
  expect(cutFileText({ file, rows: 1 })).toMatch(/^f\.csv is cut off in row 1\. .*nothing counts as removed/)
})
