import { expect, test } from 'vitest'
import { ref } from 'vue'
import type { ContextSecrets } from '../../../../shared/contract/views.ts'
import type { SecretRow } from '../../../../shared/credential.ts'
import { keysFilter, noFilter } from '../../../../shared/rows/filters.ts'
import { usualSecretColumns, type SecretTable } from '../../../../shared/secret-columns.ts'
import { unregisteredSecret, unusedSecret } from '../../../../shared/secret-row.fixture.ts'
import { createKeptSecretsShown } from './kept-secrets-shown.ts'
import { secretChoiceLabel, secretFilterOptions } from './secret-filter-options.ts'
import { createSecretsTable } from './secrets-table.ts'

const now = Date.parse('2026-11-10T00:00:00Z')

/** A table over rows, whose settings survive a restart. */
function tableOf(all: readonly SecretRow[], part: SecretTable = 'unused') {
  const views = ref<ContextSecrets[]>([])
  const context = ref('prod')
  const isManagedShown = ref(true)
  const columns = ref(usualSecretColumns[part])
  const start = () =>
    createSecretsTable({
      all: () => all,
      find: (uid) => all.find((row) => row.uid === uid),
      columns: () => columns.value,
      kept: createKeptSecretsShown({
        part,
        context: () => context.value,
        views: () => views.value,
        change: (next) => void (views.value = next),
      }),
      withManaged: () => isManagedShown.value,
      now,
    })
  return { start, views, context, isManagedShown, columns }
}
type Table = ReturnType<typeof createSecretsTable>
const names = ({ rows }: Table) => Array.from(rows.value, ({ kubernetesName }) => kubernetesName)

test('a search finds every word in some displayed column and follows what comes in', async () => {
  const all = [unusedSecret('harbor-pull'), unusedSecret('harbor-old'), unusedSecret('s3-import')]
  const { start, columns } = tableOf(all)
  const table = start()
  table.search.value = 'VISION harbor'
  // Rows are sorted in time slices, of which a busy machine needs several.
  await expect.poll(() => names(table)).toEqual(['harbor-old', 'harbor-pull'])
  table.take({ changed: [unusedSecret('harbor-new'), unusedSecret('other')], removed: ['harbor-old'] })
  expect(names(table)).toEqual(['harbor-new', 'harbor-pull'])
  columns.value = ['kubernetesName']
  await expect.poll(() => names(table)).toEqual([])
})

test('a search is kept for the context in which it was typed, however soon another one is opened', () => {
  const { start, views, context } = tableOf([])
  const table = start()
  table.search.value = 'harbor'
  context.value = 'staging'
  table.sortBy('createdAt')
  expect(views.value.map((view) => [view.context, view.search])).toEqual([
    ['staging', ''],
    ['prod', 'harbor'],
  ])
  context.value = 'prod'
  expect(table.search.value).toBe('harbor')
})

test('a second sort by the same column turns it around', async () => {
  const table = tableOf([unusedSecret('a'), unusedSecret('b')]).start()
  table.sortBy('kubernetesName')
  await expect.poll(() => names(table)).toEqual(['b', 'a'])
  table.sortBy('createdAt')
  expect(table.sort.value).toEqual({ column: 'createdAt', descending: false })
})

test('a row that is hidden stays selected and is reported as hidden, until it is gone', async () => {
  const all = [unregisteredSecret('a'), unregisteredSecret('b', { secretType: 'kubernetes.io/tls' })]
  const { start, isManagedShown } = tableOf(all, 'unregistered')
  const table = start()
  table.selection.selectAll()
  isManagedShown.value = false
  await expect.poll(() => table.selection.hidden).toBe(1)
  expect(table.selection.rows().map(({ uid }) => uid)).toEqual(['a', 'b'])
  table.take({ changed: [], removed: ['b'] })
  expect([table.selection.count, table.selection.hidden]).toEqual([1, 0])
})

test('filters have choices, inverted choices, or days, which move with the time', async () => {
  const all = [
    unusedSecret('old', { createdAt: '2026-01-01T00:00:00Z', keyCount: 1 }),
    unusedSecret('new', { createdAt: '2026-11-09T12:00:00Z', secretType: 'kubernetes.io/basic-auth' }),
  ]
  const table = tableOf(all).start()
  table.filterBy('secretType', ['Opaque'])
  await expect.poll(() => names(table)).toEqual(['old'])
  table.setFilter({ ...keysFilter('secretType', ['Opaque']), isNot: true })
  await expect.poll(() => names(table)).toEqual(['new'])
  table.clearFilters()
  table.setFilter({ ...noFilter('createdAt'), within: 1 })
  await expect.poll(() => names(table)).toEqual(['new'])
  table.passTime(now + 86_400_000)
  await expect.poll(() => names(table)).toEqual([])
  expect(table.selected()).toMatchObject({ asOf: now + 86_400_000, columns: usualSecretColumns.unused })
})

test('each choice says how many rows it would show', () => {
  const scope = { kind: 'department', id: '7', name: 'research' } as const
  const all = [
    unusedSecret('a', { type: null, scope }),
    unusedSecret('b', { keyCount: 10 }),
    unusedSecret('c', { createdBy: '' }),
  ]
  const table = tableOf(all).start()
  const told = (field: Parameters<typeof secretFilterOptions>[0]) => {
    table.countFacets([field])
    return secretFilterOptions(field, 'unused', table.facets.value, []).flatMap(({ label, count }) =>
      count === 0 ? [] : [[label, count]],
    )
  }
  expect(told('labels')).toEqual([
    ['Complete', 2],
    ['No type', 1],
  ])
  expect(told('type')).toEqual([
    ['Username and password', 2],
    ['Unknown', 1],
  ])
  expect(told('keyCount')).toEqual([
    ['2 keys', 2],
    ['10 keys', 1],
  ])
  expect(told('scope')).toEqual([
    ['Department: research', 1],
    ['Project: vision', 2],
  ])
  expect(told('createdBy')).toEqual([
    ['kubectl', 2],
    ['Unknown', 1],
  ])
  expect(secretChoiceLabel('scope', 'unused', unusedSecret('a', { scope }), 'department/7')).toBe(
    'Department: research',
  )
})

// https://github.com/rancher/dashboard/issues/3858
test('search, filters and sort are there again after a restart, for each context and each table', async () => {
  const { start, context, views } = tableOf([])
  const table = start()
  table.filterBy('keyCount', ['2'])
  table.sortBy('createdAt', true)
  table.search.value = 'harbor'
  await expect.poll(() => views.value[0]?.search).toBe('harbor')
  context.value = 'dev'
  expect([table.filters.value, table.search.value]).toEqual([[], ''])
  table.sortBy('namespace')
  context.value = 'prod'
  const again = start()
  expect(again.filters.value).toEqual([keysFilter('keyCount', ['2'])])
  expect([again.search.value, again.sort.value]).toEqual([
    'harbor',
    { column: 'createdAt', descending: true },
  ])
  again.showAll()
  again.sortBy('kubernetesName', false)
  expect(views.value.map((view) => view.context)).toEqual(['dev'])
})

// A search typed just before opening another cluster was lost, or stored for the other one.
test('what is typed as another context is opened is kept for its own', async () => {
  const { start, context, views } = tableOf([])
  const table = start()
  table.search.value = 'harbor'
  context.value = 'dev'
  await expect
    .poll(() => views.value)
    .toEqual([
      {
        context: 'prod',
        part: 'unused',
        search: 'harbor',
        filters: [],
        sort: { column: 'kubernetesName', descending: false },
      },
    ])
})

// https://github.com/kubernetes-sigs/headlamp/issues/6791: a filter was active but not visible.
test('what another version, or the other table, kept is left out if it isn’t known here', () => {
  const { start, views } = tableOf([])
  views.value = [
    {
      ...{ context: 'prod', part: 'unused', search: '' },
      filters: [keysFilter('vault', ['x']), keysFilter('labels', ['none'])],
      sort: { column: 'vault', descending: true },
    },
    {
      ...{ context: 'prod', part: 'unregistered', search: 'x' },
      filters: [keysFilter('namespace', ['n'])],
      sort: { column: 'scope', descending: true },
    },
  ]
  const table = start()
  expect(table.filters.value).toEqual([keysFilter('labels', ['none'])])
  expect(table.search.value).toBe('')
  expect(table.sort.value.column).toBe('kubernetesName')
})
