import { nextTick, ref } from 'vue'
import { expect, test } from 'vitest'
import { createRowTable } from './row-table.ts'

test('sort keys are made once for each row, and again only for another column', async () => {
  const all = ['a', 'b'].map((uid) => ({ uid }))
  const word = ref('')
  const made: string[] = []
  const table = createRowTable<{ uid: string }, 'name' | 'time'>({
    all: () => all,
    find: (uid) => all.find((row) => row.uid === uid),
    passes: () => {
      const { value } = word
      return ({ uid }) => uid.includes(value)
    },
    isNarrowed: () => word.value !== '',
    sort: { column: 'name', descending: false },
    entry: (row, column) => {
      made.push(`${column} of ${row.uid}`)
      return { row, key: row.uid, name: '' }
    },
    compare:
      ({ descending }) =>
      (one, other) =>
        (one.key < other.key ? -1 : 1) * (descending ? -1 : 1),
  })
  // On a busy machine, the rows are selected in several slices.
  const shown = () => expect.poll(() => [...table.rows.value].map(({ uid }) => uid))
  await shown().toEqual(['a', 'b'])
  word.value = 'b'
  await nextTick()
  await shown().toEqual(['b'])
  word.value = ''
  table.sortBy('name')
  await nextTick()
  await shown().toEqual(['b', 'a'])
  expect(made).toEqual(['name of a', 'name of b'])
  table.sortBy('time')
  await nextTick()
  await expect.poll(() => made.slice(2)).toEqual(['time of a', 'time of b'])
})
