import { expect, test } from 'vitest'
import { ref } from 'vue'
import { namespaceProblem } from '../../state/settings/runai-names.ts'
import { createSettledEntry } from './settled-entry.ts'

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

test('a namespace takes effect when it is settled, without the blanks around it', () => {
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

test('an invalid one stays in the field, and the old one in effect', () => {
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

test('a given name replaces what was typed', () => {
  const { entry, kept } = makeEntry()
  entry.text.value = 'Runai_'
  entry.take('runai')
  expect(entry.text.value).toBe('runai')
  expect(kept).toEqual([])
})

test('an untouched field follows what is in effect', () => {
  const { entry, inForce } = makeEntry()
  inForce.value = 'elsewhere'
  expect(entry.text.value).toBe('elsewhere')
})
