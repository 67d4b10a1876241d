import { expect, test } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { credentialOf } from '../../../shared/credential.fixture.ts'
import type { Credential } from '../../../shared/credential.ts'
import { keysFilter } from '../../../shared/rows/filters.ts'
import type { ChangeListener } from '../open-context/list-rows.ts'
import { createShownRows, type RowChoice } from './shown-rows.ts'

const day = 86_400_000
const now = Date.parse('2026-11-10T12:00:00Z')

const row = (uid: string, days: number): Credential =>
  credentialOf(uid, { name: uid, createdAt: new Date(now - days * day).toISOString() })

const due = [keysFilter('age' as const, ['due'])]

function showing(rows: Credential[], part: Partial<RowChoice>) {
  const choice = shallowRef<RowChoice>({
    search: '',
    searched: ['name', 'age'],
    filters: [],
    ageLimits: { due: 90, overdue: 180 },
    expiryDays: 14,
    sort: { column: 'name', descending: false },
    columns: ['name', 'age'],
    ...part,
  })
  let tell: ChangeListener<Credential> = () => undefined
  const list = {
    credentialRows: () => rows,
    onCredentials: (listener: ChangeListener<Credential>) => {
      tell = listener
      return () => undefined
    },
  }
  const shown = createShownRows(list, () => choice.value, now)
  return {
    shown,
    choice,
    tell: (change: Parameters<typeof tell>[0]) => tell(change),
    uids: () => Array.from(shown.rows.value, ({ uid }) => uid),
  }
}

test('a row comes into the filter and leaves it as its days go by, without another change', async () => {
  const { shown, uids } = showing([row('a', 89.5), row('b', 179.5), row('c', 10)], { filters: due })
  await expect.poll(uids).toEqual(['b'])
  shown.passTime(now + day / 4)
  expect(uids()).toEqual(['b'])
  shown.passTime(now + day)
  expect(uids()).toEqual(['a'])
  expect(shown.selection.value.asOf).toBe(now + day)
})

test('a search for a displayed age follows the time, too', async () => {
  const { shown, uids } = showing([row('a', 89.5), row('b', 90.5)], { search: '90 d' })
  await expect.poll(uids).toEqual(['b'])
  shown.passTime(now + day)
  expect(uids()).toEqual(['a'])
})

test('if nothing asks for ages, the rows stay identical while time goes by', () => {
  const { shown } = showing([row('a', 89.5)], { sort: { column: 'age', descending: true } })
  const before = shown.rows.value
  shown.passTime(now + day)
  expect(shown.rows.value).toBe(before)
})

test('other limits filter again, and ages are counted with any filter of ages', async () => {
  const rows = [row('a', 100), row('b', 200)]
  const { shown, choice, uids } = showing(rows, { filters: due })
  choice.value = { ...choice.value, ageLimits: { due: 150, overdue: 300 } }
  await nextTick()
  await expect.poll(uids).toEqual(['b'])
  const ages = shown.ages()
  rows.forEach(ages.take)
  expect(ages.result().counts).toEqual({ fresh: 1, due: 1, overdue: 0, unknown: 0 })
})

test('a pinned row is shown outside of the filters until they change', async () => {
  const { shown, choice, uids } = showing([row('a', 1), row('b', 100)], { filters: due })
  shown.pin(row('a', 1))
  await expect.poll(uids).toEqual(['a', 'b'])
  choice.value = { ...choice.value, search: 'b' }
  await nextTick()
  await expect.poll(uids).toEqual(['b'])
})

test('another set of columns selects again only during a search', async () => {
  const { shown, choice, uids } = showing([row('a', 1), row('b', 100)], { searched: ['name'] })
  const before = shown.rows.value
  choice.value = { ...choice.value, searched: ['name', 'age'] }
  await nextTick()
  expect(shown.rows.value).toBe(before)
  choice.value = { ...choice.value, search: '100 d' }
  await nextTick()
  await expect.poll(uids).toEqual(['b'])
  choice.value = { ...choice.value, searched: ['name'] }
  await nextTick()
  await expect.poll(uids).toEqual([])
})
