import { expect, it } from 'vitest'
import { splitPathList } from './path-list.ts'

it.each([
  ['C:\\a;D:\\b c', ['C:\\a', 'D:\\b c']],
  ['"C:\\a"', ['C:\\a']],
  ['"C:\\a;b\\config";D:\\"c d"\\config', ['C:\\a;b\\config', 'D:\\c d\\config']],
  ['C:\\a;;"D:\\open;end', ['C:\\a', 'D:\\open;end']],
  ['', []],
])('splits %s on Windows, where quotes are no part of a path', (list, paths) => {
  expect(splitPathList(list, 'win32')).toEqual(paths)
})

it('takes quotes and semicolons as they are elsewhere, and keeps empty parts', () => {
  expect(splitPathList('/a;b:"/c"::', 'linux')).toEqual(['/a;b', '"/c"', '', ''])
  expect(splitPathList('', 'linux')).toEqual([])
})
