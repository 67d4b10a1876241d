import type { PullProblem } from '../../../shared/usage.ts'
import { boundedTime } from '../../kube/core/bounds.ts'
import { fieldsOf } from '../../kube/core/models.ts'
import type { Untrusted, V1ContainerStatus, V1PodSpec, V1PodStatus } from '../../kube/core/models.ts'
import { fieldsIn } from './secret-uses.ts'

/** Why a container waits, as far as a Secret could be the reason. */
export type WaitingContainer = Pick<PullProblem, 'container' | 'image' | 'reason' | 'said' | 'at'>

/** What keeps a container from its image. */
const pullReasons = new Set(['ImagePullBackOff', 'ErrImagePull', 'RegistryUnavailable'])
/** What keeps it from its variables: the message names the Secret. */
const configReason = 'CreateContainerConfigError'
/** What containers say before the volumes of their pod are there. */
const volumeReasons = new Set(['ContainerCreating', 'PodInitializing'])
/** Characters that are kept of the kubelet's words, and of the name of an image. */
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

/** Whether it is the image that a container waits for. */
export const waitsForImage = ({ reason }: Pick<PullProblem, 'reason'>): boolean => pullReasons.has(reason)

/** Whether the kubelet's words on a container name a Secret that it couldn't use. */
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

/** Whether a pod waits for its volumes, as far as its containers tell: none of them has begun. */
export function waitsForVolumes(status: Untrusted<V1PodStatus>): boolean {
  const all = [status.initContainerStatuses, status.containerStatuses].flatMap(fieldsIn)
  const reasons = all.map(({ state }) => fieldsOf(fieldsOf(state)['waiting'])['reason'])
  return (
    reasons.length > 0 && reasons.every((reason) => typeof reason === 'string' && volumeReasons.has(reason))
  )
}

const text = (value: unknown, longest: number): string =>
  typeof value === 'string' ? value.slice(0, longest) : ''
