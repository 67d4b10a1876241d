import { counted, grouped } from '../number-text.ts'
import type { HistoryPoint, LeftOutFile } from '../snapshot.ts'

/** Why a file of the folder is no part of a history. */
export const leftOutText = ({ file, holds }: LeftOutFile): string =>
  holds === 'changes'
    ? `${file.name} is a difference of two snapshots that Credenza saved, not a snapshot.`
    : `${file.name} holds events of a history that Credenza saved, and is not a snapshot.`

/** What is told of a file that ends within a row. */
export const cutFileText = ({ file, rows }: Pick<HistoryPoint, 'file' | 'rows'>): string =>
  `${file.name} is cut in row ${grouped(rows)}. Nothing is compared with it, so nothing disappeared in it.`

/** How many files of a folder are not what they seem, in one sentence; empty where all are. */
export function filesText(files: { notRead: number; cut: number; leftOut: number }): string {
  const { notRead, cut, leftOut } = files
  const parts = [
    notRead === 0 ? '' : `${counted(notRead, 'file')} of the folder could not be read`,
    cut === 0 ? '' : `${counted(cut, 'file is cut', 'files are cut')} and compared with no other`,
    leftOut === 0 ? '' : counted(leftOut, 'file is no snapshot', 'files are no snapshots'),
  ].filter((part) => part !== '')
  return parts.length === 0 ? '' : `${parts.join('; ')}.`
}
