import type { RecordedChange, RecordedState } from '../../../shared/activity.ts'
import type { ObjectMetadata } from '../../kube/connection.ts'
import { fieldsOf, isRecord } from '../../kube/core/models.ts'

/** The known state that a write was based on. `sizes` are the bytes by data key. */
export interface StateBefore extends Pick<ObjectMetadata, 'labels' | 'annotations'> {
  sizes?: Readonly<Record<string, number>>
}

/** How many characters of a label or annotation are recorded. */
const longestText = 1000
/** Maximum bytes of all changes of one write, since lines of the record are limited. */
const mostBytes = 128 * 1024

/** Only these are known to contain no values: ours, Run:ai's, and the restart time. */
const isPlain = (key: string) =>
  /^(?:credenza\.app|run\.ai|runai)\//.test(key) || key === 'kubectl.kubernetes.io/restartedAt'

/**
 * What a merge patch or a new object changes: keys, with the text of labels and of annotations that contain no values,
 * and the sizes of everything else. `more` counts the changes that were left out.
 */
export function changesOf(
  body: object,
  before: StateBefore | null,
): { changes: RecordedChange[]; more: number } {
  const { metadata, data, stringData, spec } = fieldsOf(body)
  const { labels, annotations } = fieldsOf(metadata)
  const template = fieldsOf(fieldsOf(fieldsOf(fieldsOf(spec)['template'])['metadata'])['annotations'])
  const all = [
    ...entries(data).map(([key, value]) => dataChange(key, sizeOf(value, 'base64'), before)),
    ...entries(stringData).map(([key, value]) => dataChange(key, sizeOf(value, 'utf8'), before)),
    ...entries(labels).map(([key, value]) => metadataChange('label', key, value, before?.labels ?? {})),
    ...entries(annotations).map(([key, value]) =>
      metadataChange('annotation', key, value, before?.annotations ?? {}),
    ),
    // For a workload's pods. Their previous annotations weren't read.
    ...entries(template).map(([key, value]) => ({
      ...{ of: 'annotation' as const, key: cut(key) },
      after: textOrSize(key, value),
    })),
  ]
  return within(all.filter(isChange))
}

/** A value of the same length still counts as changed. A key that wasn't there can't be removed. */
const isChange = ({ of, before, after }: RecordedChange): boolean =>
  before === undefined || before !== after || (of === 'data' && after !== null)

const entries = (value: unknown): [string, unknown][] => (isRecord(value) ? Object.entries(value) : [])

const sizeOf = (value: unknown, encoding: BufferEncoding): number | null =>
  typeof value === 'string' ? Buffer.byteLength(value, encoding) : null

function dataChange(key: string, after: number | null, before: StateBefore | null): RecordedChange {
  const change = { of: 'data', key: cut(key), after } as const
  if (before === null) return { ...change, before: null }
  if (before.sizes === undefined) return change
  return { ...change, before: before.sizes[key] ?? null }
}

function metadataChange(
  of: 'label' | 'annotation',
  key: string,
  value: unknown,
  before: Readonly<Record<string, string>>,
): RecordedChange {
  const state = (text: unknown): RecordedState => (of === 'label' ? cutText(text) : textOrSize(key, text))
  // Annotations other than ours aren't read, so that it is unknown whether they existed.
  const isKnown = of === 'label' || Object.hasOwn(before, key) || isPlain(key)
  const known = isKnown ? { before: state(Object.hasOwn(before, key) ? before[key] : null) } : {}
  return { of, key: cut(key), ...known, after: state(value) }
}

const textOrSize = (key: string, text: unknown): RecordedState =>
  isPlain(key) ? cutText(text) : sizeOf(text, 'utf8')

const cutText = (text: unknown): string | null => (typeof text === 'string' ? cut(text) : null)

const cut = (text: string): string => (text.length > longestText ? `${text.slice(0, longestText)}…` : text)

function within(all: readonly RecordedChange[]): { changes: RecordedChange[]; more: number } {
  let bytes = 0
  const changes: RecordedChange[] = []
  for (const change of all) {
    bytes += Buffer.byteLength(JSON.stringify(change))
    if (bytes > mostBytes) break
    changes.push(change)
  }
  return { changes, more: all.length - changes.length }
}
