import { describe, expect, it } from 'vitest'
import { labelsToWrite } from '../../../shared/registration.ts'
import { failureOf } from '../../../shared/failure.ts'
import { contradictingLabels, whyNotUnused } from './unused-secret.ts'

const namespace = 'runai-p'
const runaiNamespace = 'runai'
const project = { kind: 'project', id: 'p' } as const
const cluster = { kind: 'cluster', id: '' } as const
const department = { kind: 'department', id: '42' } as const

describe('labels of another scope', () => {
  const contradicting = (
    labels: Record<string, string>,
    scope: typeof project | typeof cluster | typeof department,
  ) =>
    contradictingLabels({ labels }, labelsToWrite(scope.kind, 'password', scope.id), {
      namespace: scope.kind === 'project' ? namespace : runaiNamespace,
      ...{ scope, runaiNamespace },
    })

  it('are named if they would win over those that a write adds', () => {
    expect(contradicting({ 'run.ai/cluster-wide': 'true' }, project)).toEqual(['run.ai/cluster-wide'])
    expect(contradicting({ 'run.ai/department': '7' }, project)).toEqual(['run.ai/department'])
    expect(contradicting({ 'run.ai/cluster-wide-credentials': 'true' }, department)).toEqual([
      'run.ai/cluster-wide-credentials',
    ])
  })

  it('are named if the secret would belong to two scopes', () => {
    expect(contradicting({ 'run.ai/credentials': 'true', 'run.ai/department': '7' }, cluster)).toEqual([
      'run.ai/department',
      'run.ai/credentials',
    ])
  })

  it('are left alone if they say nothing or are those of the scope itself', () => {
    expect(contradicting({}, project)).toEqual([])
    expect(contradicting({ 'run.ai/cluster-wide': 'false' }, project)).toEqual([])
    expect(contradicting(labelsToWrite('department', 'access-key', '42'), department)).toEqual([])
  })
})

describe('a secret that was unused', () => {
  const whyNot = (
    labels: Record<string, string>,
    annotations: Record<string, string> = {},
    scope: typeof project | typeof department = project,
  ) =>
    failureOf(
      whyNotUnused(
        { labels, annotations, deleting: false, resourceVersion: '1' },
        {
          namespace: scope.kind === 'project' ? namespace : runaiNamespace,
          name: 's',
          scope,
          runaiNamespace,
        },
      ),
    )?.code

  it('is still unused with the labels of its scope', () => {
    expect(whyNot({ 'run.ai/credentials': 'true' })).toBeUndefined()
  })

  it('is taken by a name or by the console, regardless of its labels', () => {
    expect(whyNot({}, { 'credenza.app/credential': 'Theirs' })).toBe('secret-taken')
    expect(whyNot({ 'run.ai/asset': 'password' })).toBe('secret-taken')
  })

  it('is not unused in a scope that it is not registered for', () => {
    expect(whyNot({})).toBe('secret-not-registered')
    expect(whyNot({ 'run.ai/resource': 'password' }, {}, department)).toBe('secret-not-registered')
    const labels = { 'run.ai/department': '7', 'run.ai/resource': 'password' }
    expect(whyNot(labels, {}, department)).toBe('secret-not-registered')
    expect(whyNot({ 'run.ai/department': '42' }, {}, department)).toBe('secret-not-registered')
  })

  it('is unused in a department that its label names differently from the wizard', () => {
    const state = {
      labels: { 'run.ai/department': 'research', 'run.ai/resource': 'password' },
      ...{ annotations: {}, deleting: false, resourceVersion: '1' },
    }
    const wanted = { namespace: runaiNamespace, name: 's', scope: department, runaiNamespace }
    const departmentId = (label: string) => (label === 'research' ? '42' : label)
    expect(whyNotUnused(state, { ...wanted, departmentId })).toBeNull()
    expect(failureOf(whyNotUnused(state, wanted))?.code).toBe('secret-not-registered')
  })

  it('is not unused as a copy of a wider scope, even with its annotations', () => {
    const labels = { 'run.ai/cluster-wide': 'true', 'run.ai/resource': 'password' }
    expect(whyNot(labels)).toBe('secret-copied')
    expect(whyNot(labels, { 'credenza.app/credential': 'Harbor' })).toBe('secret-copied')
  })

  it('is not unused with labels that nobody understands: it may be private to one user', () => {
    expect(whyNot({ 'run.ai/resource': 'user-secret' })).toBe('secret-not-understood')
    expect(whyNot({ 'run.ai/resource': 'password', 'run.ai/user': '7' })).toBe('secret-not-understood')
  })
})
