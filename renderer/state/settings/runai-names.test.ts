import { expect, test } from 'vitest'
import { isLabelKey, isNamespaceName } from '../../../shared/kubernetes-name.ts'
import { labelKeyProblem, namespaceProblem } from './runai-names.ts'

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
test.each(wrong)('%j is refused as the name of a namespace, with the reason', (name, why) => {
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
test.each(wrongKeys)('%j is refused as the key of a label, with the reason', (key, why) => {
  expect(isLabelKey(key)).toBe(false)
  expect(labelKeyProblem(key)).toMatch(why)
})

test('what the cluster takes as the key of a label is not refused', () => {
  const keys = ['runai/queue', 'kai/project', 'project', 'a.b/C_d.e', `x/${'q'.repeat(63)}`]
  for (const key of keys) expect(labelKeyProblem(key)).toBeNull()
})
