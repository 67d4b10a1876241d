import { expect, it } from 'vitest'
import { readRollout } from './rollout.ts'

const deployment = (status: object, spec: object = {}) =>
  readRollout('Deployment', {
    metadata: { generation: 3 },
    spec: { replicas: 3, ...spec },
    status: { observedGeneration: 3, ...status },
  })

it('is done once all new pods are ready and no old one is left', () => {
  const whole = { updatedReplicas: 3, availableReplicas: 3, replicas: 3 }
  expect(deployment(whole)).toEqual({ state: 'done', ready: 3, of: 3 })
  expect(deployment({ ...whole, replicas: 4 })).toEqual({ state: 'rolling', ready: 3, of: 3 })
  expect(deployment({ ...whole, availableReplicas: 2 })).toEqual({ state: 'rolling', ready: 2, of: 3 })
  expect(deployment({ updatedReplicas: 1, availableReplicas: 3, replicas: 4 }).ready).toBe(1)
  expect(deployment({}, { replicas: 0 })).toEqual({ state: 'done', ready: 0, of: 0 })
})

it('ignores a status of an earlier template', () => {
  const whole = { updatedReplicas: 3, availableReplicas: 3, replicas: 3, observedGeneration: 2 }
  expect(deployment(whole)).toEqual({ state: 'rolling', ready: 0, of: 3 })
})

it('says what is stuck, paused or left to the user', () => {
  const conditions = [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }]
  expect(deployment({ updatedReplicas: 1, conditions })).toMatchObject({ state: 'stuck' })
  expect(deployment({}, { paused: true })).toMatchObject({ state: 'paused' })
  expect(readRollout('StatefulSet', { spec: { updateStrategy: { type: 'OnDelete' } } })).toMatchObject({
    state: 'by-hand',
  })
})

it('leaves the pods before the partition of a stateful set as they are', () => {
  const spec = { replicas: 5, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 3 } } }
  const status = { observedGeneration: 1, updatedReplicas: 2, readyReplicas: 5 }
  expect(readRollout('StatefulSet', { metadata: { generation: 1 }, spec, status })).toEqual({
    state: 'done',
    ready: 2,
    of: 2,
  })
})

it('counts the nodes of a daemon set', () => {
  const status = {
    observedGeneration: 1,
    desiredNumberScheduled: 4,
    updatedNumberScheduled: 4,
    numberAvailable: 3,
  }
  const object = { metadata: { generation: 1 }, spec: {}, status }
  expect(readRollout('DaemonSet', object)).toEqual({ state: 'rolling', ready: 3, of: 4 })
  expect(readRollout('DaemonSet', { ...object, status: { ...status, numberAvailable: 4 } })).toMatchObject({
    state: 'done',
  })
})

it('accepts any input', () => {
  for (const object of [
    {},
    { spec: 7, status: [], metadata: null },
    { spec: { replicas: 'x' }, status: { updatedReplicas: -1 } },
  ])
    expect(readRollout('Deployment', object).ready).toBe(0)
})
