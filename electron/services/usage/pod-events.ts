import { boundedTime } from '../../kube/core/bounds.ts'
import { fieldsOf } from '../../kube/core/models.ts'
import type { CoreV1Event, Untrusted } from '../../kube/core/models.ts'

/** Characters that are kept of the kubelet's words. */
const longestWords = 1000

/** The reasons of events that can be for want of a Secret. */
const reasons = ['Failed', 'FailedMount', 'FailedToRetrieveImagePullSecret'] as const
/** Warnings about pods, without those that come in masses and tell nothing of Secrets. */
export const podEvents =
  'involvedObject.kind=Pod,type=Warning,reason!=BackOff,reason!=Unhealthy,reason!=FailedScheduling'

/** What the kubelet told of a pod that can't start, and when last: ISO 8601, empty if it is unknown. */
export interface PodEvent {
  podUid: string
  reason: (typeof reasons)[number]
  said: string
  at: string
}

/** Reads an event; `null` for one that can't be for want of a Secret. */
export function readPodEvent(event: Untrusted<CoreV1Event>): PodEvent | null {
  const said = text(event.message, longestWords)
  const { uid } = fieldsOf(event.involvedObject)
  const reason = reasons.find((each) => each === event.reason)
  if (typeof uid !== 'string' || reason === undefined) return null
  if (reason === 'Failed' && !said.startsWith('Failed to pull image ')) return null
  const { lastObservedTime } = fieldsOf(event.series)
  const times = [lastObservedTime, event.lastTimestamp, event.eventTime, event.firstTimestamp]
  const at = times.map((time) => boundedTime(text(time, 64))).find((time) => time !== '') ?? ''
  return { podUid: uid, reason, said, at }
}

/** Whether an event tells why an image couldn't be pulled. */
export const tellsOfImage = ({ reason, said }: PodEvent, image: string): boolean =>
  reason === 'Failed' && said.includes(`"${image}"`)

/** Whether an event tells that a Secret of pulls couldn't be read: `… image pull secrets (a, b); attempting …`. */
export const tellsOfPullSecret = ({ reason, said }: PodEvent, secret: string): boolean =>
  reason === 'FailedToRetrieveImagePullSecret' &&
  (/\(([^)]*)\)/.exec(said)?.[1]?.split(/,\s*/) ?? []).includes(secret)

/**
 * Whether an event tells that a volume made of a Secret is not there. The kubelet names the volume in quotes, or in the
 * brackets of those that it waited for; a volume of several Secrets is told only where the words name this one, or none.
 */
export function tellsOfVolume({ reason, said }: PodEvent, secret: string, volume: string): boolean {
  if (reason !== 'FailedMount') return false
  const isNamed = said.includes(`volume "${volume}"`) || unmounted(said).includes(volume)
  const named = /\b(?:secret "|object "[^"]*"\/")([^"]*)"/.exec(said)?.[1]
  return isNamed && (named === undefined || named === secret)
}

const unmounted = (said: string): string[] =>
  /unmounted volumes=\[([^\]]*)\]/.exec(said)?.[1]?.split(/[\s,]+/) ?? []

const text = (value: unknown, longest: number): string =>
  typeof value === 'string' ? value.slice(0, longest) : ''
