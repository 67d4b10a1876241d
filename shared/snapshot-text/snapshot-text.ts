import { dateText } from '../columns.ts'
import type { ComparedSide, Snapshot, SnapshotMaker } from '../snapshot.ts'
import { momentText } from '../age.ts'
import { bytesText, grouped } from '../number-text.ts'
import { delimiterTexts } from './read-as-text.ts'

const makerTexts: Readonly<Record<SnapshotMaker, string>> = {
  credenza: 'Exported by Credenza',
  console: 'Exported by the Run:ai console',
  'credenza-or-console': 'Exported by Credenza or by the Run:ai console',
  other: 'A CSV file from another program',
}

/** The clusters in the rows of a snapshot: `prod-eu-1`, `a and b`, `a, b and 3 more`. Empty if unknown. */
export function clustersText({ clusters, clusterCount }: Snapshot): string {
  const [first = '', second = ''] = clusters
  if (clusterCount <= 1 || second === '') return first
  if (clusterCount === 2) return `${first} and ${second}`
  return `${first}, ${second} and ${grouped(clusterCount - 2)} more`
}

/** When a snapshot was made, and how that is known. */
export const madeText = ({ madeAt, madeAtFrom }: Snapshot): string =>
  `${momentText(madeAt)}, ${madeAtFrom === 'name' ? 'from the file name' : 'the file’s last change'}`

/** The kind of a file: who wrote it, and in which format. */
export function formatText({ maker, encoding, hasByteOrderMark, delimiter, bytes }: Snapshot): string {
  const mark = hasByteOrderMark ? ' with a byte order mark' : ''
  return `${makerTexts[maker]}. ${bytesText(bytes)}, ${encoding}${mark}, columns separated by ${delimiterTexts[delimiter]}.`
}

/** One side of a comparison in the status bar: `now`, or its day. */
export const sideWhen = (side: ComparedSide): string => (side.kind === 'live' ? 'now' : dateText(side.at))
