import { expect, test } from 'vitest'
import { ref } from 'vue'
import { unusedColumns } from './secret-columns.ts'
import { unusedSecret } from './secret-row.fixture.ts'
import type { SecretRow } from './secret-row.ts'
import { createSecretsTable } from './secrets-table.ts'

const names = ({ rows }: ReturnType<typeof createSecretsTable>) =>
  Array.from(rows.value, ({ kubernetesName }) => kubernetesName)

type Filter = Parameters<typeof createSecretsTable>[0]['filter']
const tableOf = (all: readonly SecretRow[], filter?: Filter) =>
  createSecretsTable({
    columns: unusedColumns,
    all: () => all,
    find: (uid) => all.find((row) => row.uid === uid),
    ...(filter === undefined ? {} : { filter }),
  })

test('a search finds every word in some column and follows what comes in', async () => {
  const all = [unusedSecret('harbor-pull'), unusedSecret('harbor-old'), unusedSecret('s3-import')]
  const table = tableOf(all)
  table.search.value = 'VISION harbor'
  // Rows are ordered in slices of time, so a busy machine takes several.
  await expect.poll(() => names(table)).toEqual(['harbor-old', 'harbor-pull'])
  table.take({ changed: [unusedSecret('harbor-new'), unusedSecret('other')], removed: ['harbor-old'] })
  expect(names(table)).toEqual(['harbor-new', 'harbor-pull'])
})

test('a second sort by the same column turns it around', async () => {
  const all = [unusedSecret('a'), unusedSecret('b')]
  const table = tableOf(all)
  table.sortBy('kubernetesName')
  await expect.poll(() => names(table)).toEqual(['b', 'a'])
  table.sortBy('createdAt')
  expect(table.sort.value).toEqual({ column: 'createdAt', descending: false })
})

test('a row that the filter hides stays selected and is told as hidden, until it is gone', async () => {
  const all = [unusedSecret('a'), unusedSecret('b', { secretType: 'kubernetes.io/tls' })]
  const isOpen = ref(true)
  const table = tableOf(all, () => {
    const isAll = isOpen.value
    return ({ secretType }) => isAll || secretType === 'Opaque'
  })
  table.selection.selectAll()
  isOpen.value = false
  await expect.poll(() => table.selection.hidden).toBe(1)
  expect(table.selection.rows().map(({ uid }) => uid)).toEqual(['a', 'b'])
  table.take({ changed: [], removed: ['b'] })
  expect([table.selection.count, table.selection.hidden]).toEqual([1, 0])
})
