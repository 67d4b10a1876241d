import { counted, grouped } from '../number-text.ts'
import { otherContent } from './other-content.ts'
import type { HistoryPoint, LeftOutFile } from '../snapshot.ts'

/** Why a file in the folder isn't part of a history. */
export const leftOutText = ({ file, holds }: LeftOutFile): string =>
  holds === 'unknown'
    ? `${file.name} isn’t a snapshot. None of its titles match those of Credenza or the console.`
    : `${file.name} is ${otherContent[holds]} that Credenza saved, not a snapshot.`

/** The text about a file that ends within a row. */
export const cutFileText = ({ file, rows }: Pick<HistoryPoint, 'file' | 'rows'>): string =>
  `${file.name} is cut off in row ${grouped(rows)}. It isn’t compared, so nothing counts as removed.`

/** How many files in a folder aren't complete snapshots, in one sentence. Empty if all are. */
export function filesText(files: { notRead: number; cut: number; leftOut: number }): string {
  const { notRead, cut, leftOut } = files
  const parts = [
    notRead === 0 ? '' : `${counted(notRead, 'file')} in the folder couldn’t be read`,
    cut === 0 ? '' : `${counted(cut, 'file is cut off', 'files are cut off')} and not compared`,
    leftOut === 0 ? '' : counted(leftOut, 'file isn’t a snapshot', 'files aren’t snapshots'),
  ].filter((part) => part !== '')
  return parts.length === 0 ? '' : `${parts.join('; ')}.`
}
