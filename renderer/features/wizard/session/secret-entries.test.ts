import { isRef } from 'vue'
import { expect, test } from 'vitest'
import { createSecretEntries, type SecretEntries } from './secret-entries.ts'
import { readDotenv } from './dotenv-text.ts'

function enter(entries: SecretEntries, pairs: readonly [string, string][]): void {
  entries.take(pairs.map(([key, value], at) => ({ key, value, line: at + 1 })))
}
const first = (entries: SecretEntries) => entries.rows.value[0]!

test('begins with one empty row, which is a problem only once something is to be created', () => {
  const entries = createSecretEntries()
  expect(entries.rows.value).toHaveLength(1)
  expect(entries.problemOf(first(entries), 'key', false)).toBe('')
  expect(entries.problemOf(first(entries), 'key', true)).toBe('Enter a key.')
  expect(entries.firstWrong.value?.part).toBe('key')
  expect(entries.hasAny()).toBe(false)
})

test('a row that is empty beside others is ignored', () => {
  const entries = createSecretEntries()
  enter(entries, [['A', '1']])
  entries.add()
  expect(entries.firstWrong.value).toBeNull()
  expect(entries.all()).toEqual([{ key: 'A', value: { kind: 'text', text: '1' } }])
})

test('a value without a key is reported once its key was left, and leads there', () => {
  const entries = createSecretEntries()
  entries.change(first(entries), { text: 'x' })
  expect(entries.problemOf(first(entries), 'key', false)).toBe('')
  first(entries).isLeft = true
  expect(entries.problemOf(first(entries), 'key', false)).toBe('Enter a key.')
})

test('two equal keys are reported at both, and an empty value is not a problem', () => {
  const entries = createSecretEntries()
  enter(entries, [['A', '']])
  const second = entries.add()
  entries.change(second, { key: 'A', text: '2' })
  for (const row of entries.rows.value)
    expect(entries.problemOf(row, 'key', false)).toBe('Another row has this key.')
  entries.change(second, { key: 'a' })
  expect(entries.firstWrong.value).toBeNull()
})

test('counts bytes, and reports what is over 1 MiB', () => {
  const entries = createSecretEntries()
  enter(entries, [
    ['A', 'é'.repeat(300_000)],
    ['B', 'x'.repeat(448_576)],
  ])
  expect(entries.size.value).toBe(1_048_576)
  expect(entries.problem.value).toBe('')
  entries.change(first(entries), { text: `${first(entries).text}x` })
  expect(entries.problem.value).toBe('A secret can store 1 MiB in total (now 1,048,577 bytes).')
})

test('half an emoji is a problem of the value', () => {
  const entries = createSecretEntries()
  enter(entries, [['A', '\ud83d']])
  expect(entries.firstWrong.value?.part).toBe('value')
})

test('what is pasted replaces empty rows and the values of existing keys', () => {
  const entries = createSecretEntries()
  enter(entries, [['A', '1']])
  const read = readDotenv('B=2\nA=3').entries
  expect(entries.countThere(read)).toBe(1)
  entries.take(read)
  expect(entries.all().map(({ key, value }) => [key, value.kind === 'text' ? value.text : ''])).toEqual([
    ['A', '3'],
    ['B', '2'],
  ])
})

test('after a row was removed, the focus moves to the next one, at last to an empty one', () => {
  const entries = createSecretEntries()
  enter(entries, [
    ['A', '1'],
    ['B', '2'],
  ])
  const [a, b] = entries.rows.value
  expect(entries.remove(a!)).toBe(b)
  const left = entries.remove(b!)
  expect(left?.key).toBe('')
  expect(entries.rows.value).toEqual([left])
})

test('a draft brings back every row, and no value is a property of what holds them', () => {
  const entries = createSecretEntries()
  enter(entries, [['A', ' "😀\r\n\u0000\t correct horse']])
  entries.change(entries.add(), { text: 'without a key' })
  const others = createSecretEntries()
  others.fillFromDraft(entries.draftEntries(), entries.draftValues())
  expect(JSON.stringify(entries.draftEntries())).not.toContain('correct horse')
  expect(others.all()).toEqual(entries.all())
  entries.clear()
  const states = Object.values(entries).map((held) => (isRef(held) ? held.value : held))
  expect(JSON.stringify(states)).not.toContain('correct horse')
})

test('a file stands for a value: its name may be the key, its size counts, and of a draft it is chosen again', () => {
  const entries = createSecretEntries()
  const row = entries.addFile({ id: 'a', name: 'ca.pem', size: 1_048_576 })
  entries.addFile({ id: 'b', name: 'no key.pem', size: 1 })
  expect(entries.rows.value.map(({ key }) => key)).toEqual(['ca.pem', ''])
  expect(entries.problem.value).toContain('1,048,577 bytes')
  expect(entries.fileIds()).toEqual(['a', 'b'])
  expect(entries.all()[0]).toEqual({ key: 'ca.pem', value: { kind: 'file', id: 'a' } })
  expect(entries.problemOf(row, 'value', true)).toBe('')
  const others = createSecretEntries()
  others.fillFromDraft(entries.draftEntries(), entries.draftValues())
  expect(others.fileIds()).toEqual([])
  expect(others.problemOf(others.rows.value[0]!, 'value', false)).toBe('Choose this file again.')
})
