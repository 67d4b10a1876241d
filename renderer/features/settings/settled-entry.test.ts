import { expect, test } from 'vitest'
import { ref } from 'vue'
import { isLabelKey, isNamespaceName } from '../../../shared/kubernetes-name.ts'
import { createSettledEntry, labelKeyProblem, namespaceProblem } from './settled-entry.ts'

function makeEntry() {
  const inForce = ref('runai')
  const kept: string[] = []
  const keep = (name: string) => {
    kept.push(name)
    inForce.value = name
  }
  return {
    entry: createSettledEntry({ problemOf: namespaceProblem, kept: () => inForce.value, keep }),
    inForce,
    kept,
  }
}

const wrong: [string, RegExp][] = [
  ['', /Enter a name/],
  ['Runai', /lowercase letters/],
  ['run.ai', /lowercase letters/],
  ['run ai', /lowercase letters/],
  ['rünai', /lowercase letters/],
  ['runai-', /Begin and end with/],
  ['-runai', /Begin and end with/],
  ['a'.repeat(64), /63 characters/],
]
test.each(wrong)('%j is told not to be the name of a namespace, and why', (name, why) => {
  expect(isNamespaceName(name)).toBe(false)
  expect(namespaceProblem(name)).toMatch(why)
})

test('what the cluster takes as a name is not refused', () => {
  for (const name of ['runai', 'r', '1', 'runai-2', 'a'.repeat(63)]) expect(namespaceProblem(name)).toBeNull()
})

const wrongKeys: [string, RegExp][] = [
  ['', /label key/],
  ['run ai/queue', /only letters, digits/],
  ['runai/', /Begin and end with/],
  ['/queue', /Begin and end with/],
  ['a/b/c', /Begin and end with/],
  ['runai/-queue', /Begin and end with/],
  ['Run.ai/queue', /Begin and end with/],
  [`runai/${'q'.repeat(64)}`, /63 characters/],
]
test.each(wrongKeys)('%j is told not to be the key of a label, and why', (key, why) => {
  expect(isLabelKey(key)).toBe(false)
  expect(labelKeyProblem(key)).toMatch(why)
})

test('what the cluster takes as the key of a label is not refused', () => {
  const keys = ['runai/queue', 'kai/project', 'project', 'a.b/C_d.e', `x/${'q'.repeat(63)}`]
  for (const key of keys) expect(labelKeyProblem(key)).toBeNull()
})

test('a namespace comes into force when it is settled, without the blanks around it', () => {
  const { entry, kept } = makeEntry()
  entry.text.value = ' runai-prod '
  expect(entry.isPending.value).toBe(true)
  expect(kept).toEqual([])
  entry.settle()
  expect(kept).toEqual(['runai-prod'])
  expect(entry.text.value).toBe('runai-prod')
  expect(entry.isPending.value).toBe(false)
  entry.settle()
  expect(kept).toEqual(['runai-prod'])
})

test('one that can be none stays in the field, and the old one in force', () => {
  const { entry, kept } = makeEntry()
  entry.text.value = 'Runai_'
  entry.settle()
  expect(kept).toEqual([])
  expect(entry.text.value).toBe('Runai_')
  expect(entry.problem.value).not.toBeNull()
  entry.giveUp()
  expect(entry.text.value).toBe('runai')
  expect(entry.problem.value).toBeNull()
})

test('a given name takes the place of what was typed', () => {
  const { entry, kept } = makeEntry()
  entry.text.value = 'Runai_'
  entry.take('runai')
  expect(entry.text.value).toBe('runai')
  expect(kept).toEqual([])
})

test('an untouched field follows what is in force', () => {
  const { entry, inForce } = makeEntry()
  inForce.value = 'elsewhere'
  expect(entry.text.value).toBe('elsewhere')
})
