import { boundedTime } from '../../kube/core/bounds.ts'
import { fieldsOf } from '../../kube/core/models.ts'
import type { CoreV1Event, Untrusted } from '../../kube/core/models.ts'

/** How many characters of the kubelet's message are kept. */
const longestWords = 1000

/** Reasons of events that a missing Secret can cause. */
const reasons = ['Failed', 'FailedMount', 'FailedToRetrieveImagePullSecret'] as const
/** Lists warnings about pods, except frequent ones that say nothing about Secrets. */
export const podEvents =
  'involvedObject.kind=Pod,type=Warning,reason!=BackOff,reason!=Unhealthy,reason!=FailedScheduling'

/** The kubelet's message about a pod that can't start, and its latest time: ISO 8601, empty if unknown. */
export interface PodEvent {
  podUid: string
  reason: (typeof reasons)[number]
  said: string
  at: string
}

/** Reads an event. `null` if a missing Secret can't be its cause. */
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

/** Whether an event says why an image couldn't be pulled. */
export const tellsOfImage = ({ reason, said }: PodEvent, image: string): boolean =>
  reason === 'Failed' && said.includes(`"${image}"`)

/** Whether an event says that an image pull secret couldn't be read: `… image pull secrets (a, b); attempting …`. */
export const tellsOfPullSecret = ({ reason, said }: PodEvent, secret: string): boolean =>
  reason === 'FailedToRetrieveImagePullSecret' &&
  (/\(([^)]*)\)/.exec(said)?.[1]?.split(/,\s*/) ?? []).includes(secret)

/**
 * Whether an event says that a volume from a Secret is missing. The kubelet quotes the volume's name, or lists it in
 * brackets among those that it waited for. A volume with several Secrets counts only if the message names this one, or
 * none.
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
