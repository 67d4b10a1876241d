import { counted, grouped } from './number-text.ts'

/** Where the record isn't as Credenza wrote it: the file name, and the line number from 1. */
interface Place {
  file: string
  line: number
}

export type Finding = Place &
  (
    | /** Its text doesn't match its hash, or Credenza didn't write it. */
      { kind: 'edited' }
    /** These entries are missing. */
    | { kind: 'missing'; from: number; to: number }
    /** An entry is in the place of another: it was moved, repeated or inserted. */
    | { kind: 'out-of-order'; entry: number }
    /** The entry doesn't contain the hash of the previous one: one of the two was replaced. */
    | { kind: 'unchained'; entry: number }
    /** The file isn't named after its first entry. */
    | { kind: 'misnamed'; entry: number }
    /** Far larger than Credenza's files, so that it wasn't read. */
    | { kind: 'file-too-large' }
    /** The head that was noted elsewhere isn't in the record. */
    | { kind: 'head-missing'; hash: string }
  )

/** The result of verifying the record. */
export interface Verification {
  files: number
  entries: number
  writes: number
  /** The times of the first and last entry, ISO 8601. Empty if there is none. */
  from: string
  to: string
  /** The last entry and its hash, to note elsewhere. 0 if there is none. */
  head: { entry: number; hash: string }
  /** The first ones. `more` counts the rest. */
  findings: Finding[]
  more: number
  /**
   * Lines that a kill or a power cut left unfinished. They never became entries. `isLast`: the next write will close it
   * off.
   */
  torn: (Place & { bytes: number; isLast: boolean })[]
}

/** One line that says what is wrong and where. */
export function findingText(finding: Finding): string {
  const place = finding.line === 0 ? finding.file : `${finding.file}, line ${finding.line}`
  switch (finding.kind) {
    case 'edited':
      return `${place}: changed after it was written.`
    case 'missing': {
      const { from, to } = finding
      const which =
        from === to ? `Entry ${grouped(from)} is` : `Entries ${grouped(from)} to ${grouped(to)} are`
      return `${place}: ${which} missing before it.`
    }
    case 'out-of-order':
      return `${place}: entry ${grouped(finding.entry)} doesn’t belong here. It was moved, repeated or inserted.`
    case 'unchained':
      return `${place}: entry ${grouped(finding.entry)} doesn’t have the hash of the entry before it. One of them was replaced.`
    case 'misnamed':
      return `${place}: the file begins with entry ${grouped(finding.entry)}, but its name says otherwise.`
    case 'file-too-large':
      return `${place}: much larger than Credenza writes it, so it wasn’t read.`
    case 'head-missing':
      return `The hash you noted, ${finding.hash}, isn’t in the record. The end of the record was cut off or replaced.`
  }
}

export const tornText = ({ file, line, bytes, isLast }: Verification['torn'][number]): string =>
  `${file}, line ${line}: ${counted(bytes, 'byte')} of an unfinished line. It isn’t an entry. ${
    isLast ? 'The next start ends the line.' : 'The next entry records it.'
  }`

/** The result in one sentence. */
export function verificationText({ files, entries, writes, findings, more }: Verification): string {
  const what = `${counted(entries, 'entry', 'entries')} (${counted(writes, 'write')}) in ${counted(files, 'file')}`
  const wrong = findings.length + more
  if (wrong === 0) return `Verified: ${what}.`
  return `Not intact: ${counted(wrong, 'problem')} in ${what}.`
}
