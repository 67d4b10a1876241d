import { counted, grouped } from '../number-text.ts'
import type { FailureTexts } from './failure-text-shape.ts'
import { sentence, systemReason, words } from './failure-wording.ts'

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`

/** Failures of snapshots and of the files they are in. */
export const snapshotTexts: FailureTexts<
  | 'file-unreadable'
  | 'file-without-path'
  | 'csv-empty'
  | 'csv-other-kind'
  | 'csv-not-text'
  | 'csv-too-wide'
  | 'csv-row-too-long'
  | 'csv-too-large'
  | 'table-not-open'
  | 'history-folder-unset'
> = {
  'file-unreadable': ({ file, reason }) =>
    words(`Can’t read ${file}`, `${sentence(systemReason(reason))} Nothing was opened.`),
  'file-without-path': ({ name }) =>
    words(
      `${name} isn’t saved in a folder`,
      'Files from mail or a browser must be saved first. Save it, then open the file.',
      [],
    ),
  'csv-empty': ({ file }) =>
    words(`${file} is empty`, 'It doesn’t even have column titles. The export was probably interrupted.', []),
  'csv-other-kind': ({ file, kind }) =>
    words(
      `${file} isn’t a CSV file but ${kind}`,
      'Credenza reads text with commas, semicolons or tabs. Save the table as CSV in the program that created it.',
      [],
    ),
  'csv-not-text': ({ file }) =>
    words(`${file} isn’t a text file`, 'No text encoding fits its content. Nothing was opened.', []),
  'csv-too-wide': ({ file, line, columns, most }) =>
    words(
      `${file} has too many columns`,
      `Line ${grouped(line)} has ${grouped(columns)} columns or more. The limit is ${grouped(most)}. It’s probably not a list of credentials, or its cells are separated by another character.`,
      [],
    ),
  'csv-row-too-long': ({ file, line, megabytes }) =>
    words(
      `A row of ${file} is longer than ${megabytes} MB`,
      `It begins in line ${grouped(line)}. A quote there is probably never closed.`,
      [],
    ),
  'csv-too-large': ({ file, rows, memory, limit }) =>
    words(
      `${file} is too large for this computer`,
      `About ${counted(rows, 'row')} need ${gigabytes(memory)} of memory, but only ${gigabytes(limit)} is available. Split the file or export fewer rows.`,
      [],
    ),
  'table-not-open': ({ isMemoryShort }) =>
    words(
      'This snapshot is no longer open',
      isMemoryShort === true
        ? 'There wasn’t enough memory. Open it again. To sort it, split the file or export fewer rows. The file wasn’t changed.'
        : 'Open it again. The file wasn’t changed.',
    ),
  'history-folder-unset': ({ context }) =>
    words(
      `No folder for the snapshots of ${context}`,
      'Choose the history folder first. Snapshots are saved there.',
      [],
    ),
}
