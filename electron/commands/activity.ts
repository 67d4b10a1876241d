import { resolve } from 'node:path'
import { momentText } from '../../shared/age.ts'
import {
  changesText,
  changeText,
  objectText,
  operationText,
  outcomeText,
} from '../../shared/activity-text.ts'
import { findingText, tornText, verificationText } from '../../shared/activity-verification.ts'
import { outcomeOf, writesOf, type ActivityWrite } from '../../shared/activity-writes.ts'
import { counted } from '../../shared/number-text.ts'
import { visibleJson, visibleText } from '../../shared/visible-text.ts'
import { recordUnreadable } from '../services/activity/activity-service.ts'
import { readNewest } from '../services/activity/read-record.ts'
import { verifyFiles, verifyFolder } from '../services/activity/verify-record.ts'
import { ownFilesIn } from '../services/own-files.ts'
import { UsageMistake, type Command, type Running } from './command.ts'
import { exitCodes } from './exit-code.ts'
import { printedFormats, readChoice, readOptions } from './read-arguments.ts'

const usualLast = 50
const mostLast = 100_000

/** The arguments of `activity`; paths are absolute. */
type ActivityArguments =
  | { kind: 'verify'; files: string[]; head: string; format: (typeof printedFormats)[number] }
  | { kind: 'list'; last: number; format: (typeof printedFormats)[number] }

const usage = `Usage: activity verify [FILE…] [--head HASH] [--format ${printedFormats.join('|')}]
       activity list [--last NUMBER] [--format ${printedFormats.join('|')}]

The record of what Credenza changed in clusters. verify checks every line and the chain over all files and names the
lines that changed after they were written. list prints the newest changes, oldest first.

  FILE                 exported files in order, instead of the record in the user data folder
  --head HASH          a hash you noted: fails if it isn’t in the record, so a cut-off end is found
  --last NUMBER        how many changes (default: ${usualLast})
  --format FORMAT      default: text
  --user-data-dir=DIR  where the record is

Exit codes of verify: 0 intact, ${exitCodes.notIntact} not intact.`

/** Verifies and lists the record of writes. */
export const activityCommand: Command = {
  name: 'activity',
  usage,
  prepare: (args, folder) => {
    const asked = readActivityArguments(args, folder)
    return (around) => (asked.kind === 'verify' ? verify(asked, around) : list(asked, around))
  },
}

async function verify(
  { files, head, format }: ActivityArguments & { kind: 'verify' },
  { userData, signal, terminal }: Running,
): Promise<number> {
  const folder = ownFilesIn(userData).activity
  const result = await readable(files[0] ?? folder, () =>
    files.length === 0
      ? verifyFolder(folder, { head, signal })
      : verifyFiles(
          files.map((path) => ({ path, first: 0 })),
          { head, signal },
        ),
  )
  if (files.length === 0 && result.entries === 0) terminal.complain(emptyText(folder))
  if (format === 'json') await terminal.write(`${visibleJson(result)}\n`)
  else {
    const { findings, more, torn } = result
    const lines = [
      ...findings.map(findingText),
      ...(more > 0 ? [`${counted(more, 'more finding')}.`] : []),
      ...torn.map(tornText),
      verificationText(result),
      ...(result.entries > 0 ? [`Head: entry ${result.head.entry}, ${result.head.hash}`] : []),
    ]
    await terminal.write(lines.map((line) => `${visibleText(line)}\n`).join(''))
  }
  return result.findings.length === 0 ? exitCodes.done : exitCodes.notIntact
}

async function list(
  { last, format }: ActivityArguments & { kind: 'list' },
  { userData, terminal }: Running,
): Promise<number> {
  const folder = ownFilesIn(userData).activity
  // A write has at most two lines, and a few lines are repairs.
  const { lines } = await readable(folder, () => readNewest(folder, { after: 0, most: 2 * last + 100 }))
  const writes = writesOf(lines).slice(0, last).toReversed()
  if (writes.length === 0) terminal.complain(emptyText(folder))
  const text = format === 'json' ? (write: ActivityWrite) => visibleJson(write) : writeText
  for (const write of writes) if (!(await terminal.write(`${text(write)}\n`))) break
  return exitCodes.done
}

/** An empty record is usual on a new computer, and with a mistyped folder. */
const emptyText = (folder: string): string => `No changes are recorded in ${folder}.`

/** A write as one line, with what it changed if known. */
function writeText(write: ActivityWrite): string {
  const { time, context, user, operation, object, changes } = write.begun
  const name = object.credential === '' ? '' : ` (${object.credential})`
  const what = outcomeOf(write) === 'done' ? changes.map(changeText).join('; ') : changesText(write)
  return visibleText(
    `${momentText(time)}  ${context}  ${user}  ${operationText(operation)}  ${objectText(object)}${name}  ${outcomeText(write)}: ${what || 'nothing'}`,
  )
}

async function readable<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw recordUnreadable(file, error)
  }
}

/** Parses the arguments of `activity`. Relative paths are resolved from `folder`. */
export function readActivityArguments(args: readonly string[], folder: string): ActivityArguments {
  const { values, positionals } = readOptions(
    args,
    { head: { type: 'string' }, last: { type: 'string' }, format: { type: 'string', default: 'text' } },
    true,
  )
  const format = readChoice('format', values.format, printedFormats)
  const [kind, ...files] = positionals
  if (kind === 'verify' && values.last === undefined) {
    const { head = '' } = values
    if (values.head !== undefined && !/^[0-9a-f]{64}$/.test(head))
      throw new UsageMistake('--head takes the 64 hexadecimal digits that verify prints.')
    return { kind, files: files.map((file) => resolve(folder, file)), head, format }
  }
  if (kind === 'list' && values.head === undefined && files.length === 0) {
    const last = Number(values.last ?? usualLast)
    if (Number.isInteger(last) && last >= 1 && last <= mostLast) return { kind, last, format }
    throw new UsageMistake(`--last takes a number from 1 to ${mostLast}.`)
  }
  throw new UsageMistake('activity takes verify with FILE… and --head, or list with --last.')
}
