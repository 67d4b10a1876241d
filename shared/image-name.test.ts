import { expect, it } from 'vitest'
import { readImageName } from './image-name.ts'

const digest = `sha256:${'0'.repeat(64)}`

it.each([
  ['team/base', 'registry.example', 'team/base', 'latest'],
  ['team/base:1.2', 'registry.example', 'team/base', '1.2'],
  ['registry.example/team/base:1.2', 'registry.example', 'team/base', '1.2'],
  ['registry.example:5000/base', 'registry.example:5000', 'base', 'latest'],
  [`base@${digest}`, 'registry.example', 'base', digest],
  [`base:1@${digest}`, 'registry.example', 'base', digest],
  ['alpine', 'docker.io', 'library/alpine', 'latest'],
  ['docker.io/alpine:3', 'docker.io', 'library/alpine', '3'],
  ['a__b/c-d.e', 'registry.example', 'a__b/c-d.e', 'latest'],
])('%s of %s is an image', (text, host, repository, reference) => {
  expect(readImageName(text, host)).toEqual({ repository, reference })
})

it.each([
  '',
  'Team/base',
  '../v2/x',
  'a/../b',
  'a//b',
  '/a',
  'a/',
  'a b',
  'a?x=1',
  'a#b',
  'a%2e',
  'a:',
  'a@sha256:1',
  'other.example:5000/base/x:y:z',
  'a'.repeat(600),
])('%j isn’t an image', (text) => {
  expect(readImageName(text, 'registry.example')).toBeNull()
})
