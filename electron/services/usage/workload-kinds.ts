import { restartableKinds } from '../../../shared/usage.ts'
import { fieldsOf } from '../../kube/core/models.ts'
import { fieldsIn } from './secret-uses.ts'

type Fields = Readonly<Record<string, unknown>>

/** A kind of objects that can use a Secret. */
export interface WorkloadKind {
  group: string
  kind: string
  /** The resource's name in the API, such as `pods`. */
  resource: string
  /** Versions of the group, newest first. The first one that is served is read. */
  versions: readonly string[]
  /** Returns the pod spec of an object. */
  podSpec: (object: Fields) => unknown
  /** Whether the object runs no pods now and won't start any by itself. */
  hasEnded: (object: Fields) => boolean
}

const template = (object: Fields) => fieldsOf(fieldsOf(object['spec'])['template'])['spec']
const never = () => false

function apps(kind: string, hasEnded: WorkloadKind['hasEnded'] = never): WorkloadKind {
  const resource = `${kind.toLowerCase()}s`
  return { group: 'apps', kind, resource, versions: ['v1'], podSpec: template, hasEnded }
}

/**
 * Kinds that are read before pods, owners first, so that the owners of each pod are known when it arrives. Other owners
 * are known only by references to them.
 */
export const workloadKinds: readonly (readonly WorkloadKind[])[] = [
  [
    apps('Deployment'),
    apps('StatefulSet'),
    apps('DaemonSet'),
    {
      ...{ group: 'batch', kind: 'CronJob', resource: 'cronjobs', versions: ['v1', 'v1beta1'] },
      podSpec: (object) => template(fieldsOf(fieldsOf(object['spec'])['jobTemplate'])),
      hasEnded: never,
    },
  ],
  [
    // Old ones are kept with zero replicas, for rollbacks.
    apps('ReplicaSet', (object) => fieldsOf(object['spec'])['replicas'] === 0),
    {
      ...{ group: 'batch', kind: 'Job', resource: 'jobs', versions: ['v1'] },
      podSpec: template,
      hasEnded: (object) =>
        fieldsIn(fieldsOf(object['status'])['conditions']).some(
          ({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True',
        ),
    },
  ],
]

export const podKind: WorkloadKind = {
  ...{ group: '', kind: 'Pod', resource: 'pods', versions: ['v1'] },
  podSpec: (object) => object['spec'],
  hasEnded: (object) => {
    const { phase } = fieldsOf(object['status'])
    return phase === 'Succeeded' || phase === 'Failed'
  },
}

export const accountKind = {
  group: '',
  kind: 'ServiceAccount',
  resource: 'serviceaccounts',
  versions: ['v1'],
}
export const eventsKind = { group: '', kind: 'Event', resource: 'events', versions: ['v1'] }

/** Whether a new template restarts its pods. */
export const canRestart = ({ group, kind }: { group: string; kind: string }): boolean =>
  group === 'apps' && restartableKinds.some((each) => each === kind)
