import { expect, test } from 'vitest'
import { dataKeyLimit, dataKeyProblem } from './data-key.ts'

test.each([
  'HF_TOKEN',
  'ca-bundle.pem',
  '.dockerconfigjson',
  '0',
  '-',
  '_',
  'a..b',
  'a'.repeat(dataKeyLimit),
])('takes the key %s', (key) => expect(dataKeyProblem(key)).toBeNull())

test.each([
  ['', 'empty'],
  ['.', 'dots'],
  ['..', 'dots'],
  ['..a', 'dots'],
  ['a b', 'characters'],
  ['a/b', 'characters'],
  ['schlüssel', 'characters'],
  ['a\n', 'characters'],
  ['a'.repeat(dataKeyLimit + 1), 'too-long'],
])('refuses the key %j as the API server does', (key, problem) => {
  expect(dataKeyProblem(key)).toBe(problem)
})
