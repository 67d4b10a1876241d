import { counted, grouped } from '../number-text.ts'
import type { FailureTexts } from './failure-text-shape.ts'
import { sentence, systemReason, words } from './failure-wording.ts'

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`

/** Failures of snapshots and of the files they lie in. */
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
    words(`${file} can’t be read`, `${sentence(systemReason(reason))} Nothing was opened.`),
  'file-without-path': ({ name }) =>
    words(
      `${name} lies in no folder`,
      'What comes from a mail or a browser has to be saved first. Save it, then open the file.',
      [],
    ),
  'csv-empty': ({ file }) =>
    words(
      `${file} is empty`,
      'It has not even a line of column titles. Most likely its export broke off.',
      [],
    ),
  'csv-other-kind': ({ file, kind }) =>
    words(
      `${file} is no CSV but a file of the kind ${kind}`,
      'Credenza reads CSV: text with commas, semicolons or tabs. Save the table as CSV in the program that made it.',
      [],
    ),
  'csv-not-text': ({ file }) =>
    words(`${file} is no text`, 'It holds bytes that no encoding of a CSV has. Nothing was opened.', []),
  'csv-too-wide': ({ file, line, columns, most }) =>
    words(
      `${file} has too many columns`,
      `Line ${grouped(line)} has ${grouped(columns)} columns or more, and a table can have ${grouped(most)}. Most likely it is no list of credentials, or another sign separates its cells.`,
      [],
    ),
  'csv-row-too-long': ({ file, line, megabytes }) =>
    words(
      `A row of ${file} is longer than ${megabytes} MB`,
      `It begins in line ${grouped(line)}. Most likely a quote is opened there and never closed.`,
      [],
    ),
  'csv-too-large': ({ file, rows, memory, limit }) =>
    words(
      `${file} is too large for this machine`,
      `About ${counted(rows, 'row')} need ${gigabytes(memory)} of memory, and ${gigabytes(limit)} can be had. Split the file, or export fewer rows.`,
      [],
    ),
  'table-not-open': ({ isMemoryShort }) =>
    words(
      'This snapshot is not open any more',
      isMemoryShort === true
        ? 'The memory did not suffice for what was asked of it last. Open it anew, and split the file or export fewer rows to sort it; the file was not touched.'
        : 'It has to be opened anew; the file was not touched.',
    ),
  'history-folder-unset': ({ context }) =>
    words(
      `No folder is chosen for the snapshots of ${context}`,
      'Choose the folder of the history first: it is where they are kept.',
      [],
    ),
}
