import { failed } from '../../../shared/failure.ts'
import { statusFailure } from '../failures/answer-failure.ts'
import { readStatus } from '../failures/status.ts'
import { boundedWord } from '../core/bounds.ts'
import { fieldsOf, isRecord } from '../core/models.ts'
import type { KubernetesObject, Untrusted, V1ObjectMeta, V1WatchEvent } from '../core/models.ts'

/** The source of an event, for failures. */
interface EventSource {
  server: string
  user: string
  path: string
}

/** One event of a watch in the form of Tables. */
interface TableEvent {
  /** For example `ADDED` or `BOOKMARK`; future servers may send others. */
  type: string
  /** Not validated; `undefined` if the Table has none. */
  tableRow: unknown
  /** Of a bookmark; empty for none. */
  version: string
  /** Whether this bookmark marks the end of a watch's initial events. */
  endsInitialEvents: boolean
}

const initialEventsEnd = 'k8s.io/initial-events-end'

/** Reads one line of a watch. Throws the failure of an ERROR event, and `answer-garbled`. */
export function readTableEvent(line: string, { server, user, path }: EventSource): TableEvent {
  const garbled = (reason: string) => failed('answer-garbled', { server, reason })
  const event: unknown = JSON.parse(line)
  if (!isRecord(event)) throw garbled('an event that isn’t an object')
  const { type, object }: Untrusted<V1WatchEvent> = event
  if (type === 'ERROR') {
    const status = readStatus(object)
    throw status === null
      ? garbled('an error without a Status')
      : statusFailure(status, null, { server, user, path, verb: 'watch' })
  }
  const tableRow: unknown = isRecord(object) && Array.isArray(object['rows']) ? object['rows'][0] : undefined
  const told = { type: typeof type === 'string' ? type : '', tableRow }
  if (type !== 'BOOKMARK') return { ...told, version: '', endsInitialEvents: false }
  const { annotations } = metadataOf(fieldsOf(tableRow)['object'])
  return {
    ...told,
    version: versionOf(object, tableRow),
    endsInitialEvents: fieldsOf(annotations)[initialEventsEnd] === 'true',
  }
}

/** The version of a bookmark: from its Table, or from the placeholder row in it. */
function versionOf(table: unknown, tableRow: unknown): string {
  for (const holder of [fieldsOf(tableRow)['object'], table]) {
    const { resourceVersion } = metadataOf(holder)
    if (typeof resourceVersion === 'string' && boundedWord(resourceVersion) !== '') return resourceVersion
  }
  return ''
}

function metadataOf(object: unknown): Untrusted<V1ObjectMeta> {
  const { metadata }: Untrusted<KubernetesObject> = fieldsOf(object)
  return fieldsOf(metadata)
}
