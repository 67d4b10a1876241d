import { describe, expect, it } from 'vitest'
import { labelsToWrite } from '../../../shared/runai.ts'
import { failureOf } from '../../../shared/failure.ts'
import { contradictingLabels, whyNotUnused } from './unused-secret.ts'

const namespace = 'n'
const project = { kind: 'project', id: 'p' } as const
const cluster = { kind: 'cluster', id: '' } as const
const department = { kind: 'department', id: '42' } as const

describe('labels of another scope', () => {
  const contradicting = (
    labels: Record<string, string>,
    scope: typeof project | typeof cluster | typeof department,
  ) => contradictingLabels({ labels }, labelsToWrite(scope.kind, 'password', scope.id), { namespace, scope })

  it('are named where they would win over those that a write adds', () => {
    expect(contradicting({ 'run.ai/cluster-wide': 'true' }, project)).toEqual(['run.ai/cluster-wide'])
    expect(contradicting({ 'run.ai/department': '7' }, project)).toEqual(['run.ai/department'])
    expect(contradicting({ 'run.ai/cluster-wide-credentials': 'true' }, department)).toEqual([
      'run.ai/cluster-wide-credentials',
    ])
  })

  it('are let be where they lose or are those of the scope itself', () => {
    expect(contradicting({}, project)).toEqual([])
    expect(contradicting({ 'run.ai/cluster-wide': 'false' }, project)).toEqual([])
    expect(contradicting({ 'run.ai/credentials': 'true', 'run.ai/department': '7' }, cluster)).toEqual([])
    expect(contradicting(labelsToWrite('department', 'access-key', '42'), department)).toEqual([])
  })
})

describe('a secret that was unused', () => {
  const whyNot = (
    labels: Record<string, string>,
    annotations: Record<string, string> = {},
    scope = project,
  ) =>
    failureOf(
      whyNotUnused(
        { labels, annotations, deleting: false, resourceVersion: '1' },
        { namespace, name: 's', scope },
      ),
    )?.code

  it('is one still with the labels of its scope', () => {
    expect(whyNot({ 'run.ai/credentials': 'true' })).toBeUndefined()
  })

  it('is taken by a name or by the console, whatever became of its labels', () => {
    expect(whyNot({}, { 'credenza.app/credential': 'Theirs' })).toBe('secret-taken')
    expect(whyNot({ 'run.ai/asset': 'password' })).toBe('secret-taken')
  })

  it('is none of a scope that it is not registered for', () => {
    expect(whyNot({})).toBe('secret-not-registered')
    expect(whyNot({ 'run.ai/cluster-wide-credentials': 'true' })).toBe('secret-not-registered')
    const wanted = { namespace, name: 's', scope: department }
    const state = { annotations: {}, deleting: false, resourceVersion: '1' }
    const labels = { 'run.ai/department': '7', 'run.ai/resource': 'password' }
    expect(failureOf(whyNotUnused({ ...state, labels }, wanted))?.code).toBe('secret-not-registered')
  })
})
