import { expect, test } from 'vitest'
import { storedDrafts } from './stored-drafts.ts'

const fields = {
  name: 'Harbor robot',
  description: '',
  kubernetesName: null,
  source: 'new',
  secretName: '',
  registryUrl: 'harbor.int',
}
const draft = { context: 'prod-eu-1', type: 'docker-registry', savedAt: '2026-11-23T00:00:00.000Z' }
const withScope = (scope: object | null) => ({
  ...draft,
  fields: { ...fields, place: scope && { scope, namespace: 'runai-vision' } },
})

test('a draft of an earlier version, which named its scope differently, is still read', () => {
  const now = withScope({ kind: 'project', id: 'vision' })
  const cluster = { kind: 'cluster', name: '' }
  expect(storedDrafts.drafts.parse([withScope({ kind: 'project', name: 'vision' })])).toEqual([now])
  expect(storedDrafts.drafts.parse([withScope(cluster)])).toEqual([withScope({ kind: 'cluster', id: '' })])
  expect(storedDrafts.drafts.parse([now, withScope(null)])).toEqual([now, withScope(null)])
})

test('invalid drafts are dropped', () => {
  expect(storedDrafts.drafts.parse([withScope({ kind: 'project' })])).toEqual([])
  expect(storedDrafts.drafts.parse('drafts')).toEqual([])
})
