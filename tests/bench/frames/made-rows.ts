import type { LabelSelector } from '../../../electron/sandbox/storage/label-selector.ts'
import { annotationKeys } from '../../../shared/runai.ts'
import { seedCredential, seedNamespace } from '../seed-data.ts'

/** A watch event of one row, with its Table row as JSON. */
export interface RowEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED'
  text: string
  labels: Record<string, string>
}

/** The rows of a made-up cluster. */
export interface MadeRows {
  version: () => string
  /** The Table rows of selected ones, as JSON. */
  texts: (selects: LabelSelector | null) => string[]
  /** Change number `number`: most rewrite a row, some remove one or restore it. Its creator contains `now`. */
  change: (number: number, now: number) => RowEvent
}

interface MadeObject {
  type: string
  data: object
  metadata: { name: string; labels: Record<string, string>; annotations: Record<string, string> }
}

interface MadeRow {
  uid: string
  namespace: string
  object: MadeObject
  version: number
  isThere: boolean
}

/** The creator in a change, so that the window shows when its content was sent. */
const stampedCreator = (now: number): string => `z.at.${now}`

const textOf = ({ uid, namespace, object, version }: MadeRow): string => {
  const { name, labels, annotations } = object.metadata
  const metadata = {
    ...{ name, namespace, uid, resourceVersion: String(version), creationTimestamp: '2026-05-05T08:00:00Z' },
    ...{ labels, annotations },
  }
  const cells = [name, object.type, Object.keys(object.data).length, '200d']
  return JSON.stringify({
    cells,
    object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata },
  })
}

/** A number of credentials over a number of namespaces, always the same ones. */
export function createMadeRows(count: number, namespaces: number): MadeRows {
  let version = 1000
  const rows: MadeRow[] = Array.from({ length: count }, (_, index) => {
    const namespace = seedNamespace(index % namespaces)
    const object = seedCredential(namespace, Math.floor(index / namespaces)) as MadeObject
    return { uid: `uid-${index}`, namespace: namespace.name, object, version, isThere: true }
  })
  const labelsOf = (row: MadeRow) => row.object.metadata.labels

  return {
    version: () => String(version),
    texts: (selects) =>
      rows.filter((row) => row.isThere && (selects === null || selects(labelsOf(row)))).map(textOf),
    change(number, now) {
      // A step that is coprime to the count reaches every row.
      const row = rows[(number * 7919) % rows.length]
      if (row === undefined) throw new Error('there are no rows')
      version += 1
      row.version = version
      const wasThere = row.isThere
      // Every twentieth is removed, and returns at its next turn.
      row.isThere = !(wasThere && number % 20 === 0)
      row.object.metadata.annotations[annotationKeys.createdBy] = stampedCreator(now)
      const type = !row.isThere ? 'DELETED' : wasThere ? 'MODIFIED' : 'ADDED'
      return { type, text: textOf(row), labels: labelsOf(row) }
    },
  }
}
