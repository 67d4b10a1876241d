import type { RolloutState } from '../../../shared/usage.ts'
import { fieldsOf } from '../../kube/core/models.ts'
import { fieldsIn } from './secret-uses.ts'

type Fields = Readonly<Record<string, unknown>>

const count = (value: unknown): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0

/**
 * The progress of a rollout, by the rules of `kubectl rollout status`. For a workload that is paused, or that replaces
 * pods only when a person deletes them, says so instead.
 */
export function readRollout(kind: string, object: Fields): RolloutState {
  const spec = fieldsOf(object['spec'])
  const status = fieldsOf(object['status'])
  const { type } = fieldsOf(spec['updateStrategy'])
  const isObserved = count(status['observedGeneration']) >= count(fieldsOf(object['metadata'])['generation'])
  if (spec['paused'] === true) return { state: 'paused', ready: 0, of: 0 }
  if (type === 'OnDelete') return { state: 'by-hand', ready: 0, of: 0 }
  const rollout = kind === 'DaemonSet' ? ofDaemonSet(status) : ofReplicas(kind, spec, status)
  // The status is still that of an earlier template.
  if (!isObserved) return { state: 'rolling', ready: 0, of: rollout.of }
  return rollout
}

function ofDaemonSet(status: Fields): RolloutState {
  const of = count(status['desiredNumberScheduled'])
  const updated = count(status['updatedNumberScheduled'])
  const ready = Math.min(updated, count(status['numberAvailable']))
  return { state: updated >= of && ready >= of ? 'done' : 'rolling', ready, of }
}

function ofReplicas(kind: string, spec: Fields, status: Fields): RolloutState {
  const of = spec['replicas'] === undefined ? 1 : count(spec['replicas'])
  const updated = count(status['updatedReplicas'])
  const ready = Math.min(
    updated,
    count(status[kind === 'Deployment' ? 'availableReplicas' : 'readyReplicas']),
  )
  if (isStuck(status)) return { state: 'stuck', ready, of }
  const { partition } = fieldsOf(fieldsOf(spec['updateStrategy'])['rollingUpdate'])
  const wanted = Math.max(0, of - count(partition))
  const areOldGone = kind === 'Deployment' ? count(status['replicas']) <= updated : true
  return { state: updated >= wanted && ready >= wanted && areOldGone ? 'done' : 'rolling', ready, of: wanted }
}

const isStuck = ({ conditions }: Fields): boolean =>
  fieldsIn(conditions).some(
    ({ type, reason }) => type === 'Progressing' && reason === 'ProgressDeadlineExceeded',
  )
