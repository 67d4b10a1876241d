import type { PullProblem } from '../../../shared/usage.ts'
import { boundedTime } from '../../kube/core/bounds.ts'
import { fieldsOf } from '../../kube/core/models.ts'
import type { Untrusted, V1ContainerStatus, V1PodSpec, V1PodStatus } from '../../kube/core/models.ts'
import { fieldsIn } from './secret-uses.ts'

/** Why a container waits, if a Secret could be the cause. */
export type WaitingContainer = Pick<PullProblem, 'container' | 'image' | 'reason' | 'said' | 'at'>

/** Reasons for a missing image. */
const pullReasons = new Set(['ImagePullBackOff', 'ErrImagePull', 'RegistryUnavailable'])
/** The reason for missing variables. Its message names the Secret. */
const configReason = 'CreateContainerConfigError'
/** The reasons of containers before the volumes of their pod are mounted. */
const volumeReasons = new Set(['ContainerCreating', 'PodInitializing'])
/** How many characters of the kubelet's message and of an image name are kept. */
const longestWords = 1000
const longestImage = 500

/** The containers of a pod that wait for an image, or for a Secret that the kubelet names. */
export function waitingContainers(givenSpec: unknown, givenStatus: unknown): WaitingContainer[] {
  const status: Untrusted<V1PodStatus> = fieldsOf(givenStatus)
  const spec: Untrusted<V1PodSpec> = fieldsOf(givenSpec)
  const statuses = [status.initContainerStatuses, status.containerStatuses, status.ephemeralContainerStatuses]
  return statuses.flatMap(fieldsIn).flatMap((each: Untrusted<V1ContainerStatus>) => {
    const { reason, message } = fieldsOf(fieldsOf(each.state)['waiting'])
    if (typeof reason !== 'string' || !(pullReasons.has(reason) || reason === configReason)) return []
    const container = text(each.name, longestImage)
    const image = imageOf(spec, container) || text(each.image, longestImage)
    return [{ container, image, reason, said: text(message, longestWords), at: notReadySince(status) }]
  })
}

/** Whether a container waits for its image. */
export const waitsForImage = ({ reason }: Pick<PullProblem, 'reason'>): boolean => pullReasons.has(reason)

/** Whether the kubelet's message about a container names a Secret that it couldn't use. */
export const namesSecret = ({ reason, said }: WaitingContainer, secret: string): boolean =>
  reason === configReason && said.includes(`"${secret}"`)

function imageOf(spec: Untrusted<V1PodSpec>, container: string): string {
  const all = [spec.initContainers, spec.containers, spec.ephemeralContainers].flatMap(fieldsIn)
  return text(all.find(({ name }) => name === container)?.['image'], longestImage)
}

function notReadySince({ conditions }: Untrusted<V1PodStatus>): string {
  const ready = fieldsIn(conditions).find(({ type }) => type === 'Ready')
  return boundedTime(text(ready?.['lastTransitionTime'], 64))
}

/** Whether a pod may wait for its volumes, judging by its containers: none has started. */
export function waitsForVolumes(status: Untrusted<V1PodStatus>): boolean {
  const all = [status.initContainerStatuses, status.containerStatuses].flatMap(fieldsIn)
  const reasons = all.map(({ state }) => fieldsOf(fieldsOf(state)['waiting'])['reason'])
  return (
    reasons.length > 0 && reasons.every((reason) => typeof reason === 'string' && volumeReasons.has(reason))
  )
}

const text = (value: unknown, longest: number): string =>
  typeof value === 'string' ? value.slice(0, longest) : ''
