import type { SecretEvent } from '../../../shared/secret-details.ts'
import { boundedTime, boundedWord } from '../../kube/core/bounds.ts'
import { fieldsOf } from '../../kube/core/models.ts'

const longestMessage = 2000

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * An event of either API as it is reported. `null` if it has no time. Events of `events.k8s.io` have times and source
 * in fields with other names.
 */
export function tellEvent(object: Readonly<Record<string, unknown>>): SecretEvent | null {
  const metadata = fieldsOf(object['metadata'])
  const series = fieldsOf(object['series'])
  const times = [
    object['lastTimestamp'],
    series['lastObservedTime'],
    object['eventTime'],
    object['firstTimestamp'],
    metadata['creationTimestamp'],
  ]
  const time = times.map((each) => boundedTime(text(each))).find((each) => each !== '')
  if (time === undefined) return null
  const count = [series['count'], object['count']].find((each) => typeof each === 'number')
  return {
    uid: boundedWord(text(metadata['uid'])),
    time,
    isWarning: object['type'] === 'Warning',
    reason: boundedWord(text(object['reason'])),
    message: text(object['message']).slice(0, longestMessage),
    source: boundedWord(text(fieldsOf(object['source'])['component']) || text(object['reportingComponent'])),
    count: typeof count === 'number' && count > 0 ? count : 1,
  }
}
