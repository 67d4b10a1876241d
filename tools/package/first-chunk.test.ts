import { expect, test } from 'vitest'
import { firstChunk } from './first-chunk.ts'

test('what the entry imports is in the first chunk, also where it is imported in a circle; nothing else is', () => {
  const importers: Record<string, string[]> = {
    entry: [],
    shell: ['entry', 'store'],
    store: ['shell', 'wizard'],
    wizard: ['field'],
    field: ['wizard'],
    text: ['field', 'store'],
  }
  const modules = {
    getModuleInfo: (id: string) => {
      const found = importers[id]
      return found === undefined ? null : { isEntry: id === 'entry', importers: found }
    },
  }
  const chunkOf = firstChunk()
  const first = Object.keys(importers).filter((id) => chunkOf(id, modules) === 'first')
  expect(first).toEqual(['entry', 'shell', 'store', 'text'])
  expect(chunkOf('unknown', modules)).toBeNull()
})
