import type { Snapshot } from '../../shared/snapshot.ts'
import { clustersText, formatText, madeText } from '../../shared/snapshot-text/snapshot-text.ts'
import { visibleJson, visibleText } from '../../shared/visible-text.ts'
import { UsageMistake, type AskedFile, type Command, type Running } from './command.ts'
import { exitCodes } from './exit-code.ts'
import { openTable, snapshotFacts, tellRemarks, wholeSelection, withEngine } from './open-tables.ts'
import { readingOptions, readingUsage, readReading, type ReadingOptions } from './reading-options.ts'
import { askedFile, printedFormats, readChoice, readOptions } from './read-arguments.ts'

/** The arguments of `read`. */
interface ReadArguments {
  file: AskedFile
  format: (typeof printedFormats)[number]
  reading: ReadingOptions
}

const usage = `Usage: read FILE [--format ${printedFormats.join('|')}]

Shows how Credenza reads a CSV file: format, columns, time, clusters and remarks. - is standard input.

  --format FORMAT      default: text; json also has all rows, with Credenza’s words and times in ISO 8601
${readingUsage}`

/** Reports how a file was understood. */
export const read: Command = {
  name: 'read',
  usage,
  prepare: (args, folder) => {
    const asked = readReadArguments(args, folder)
    return async (around) => {
      await tell(asked, around)
      return exitCodes.done
    }
  },
}

const tell = (asked: ReadArguments, around: Running): Promise<void> =>
  withEngine(around, async (engine) => {
    const { signal, terminal } = around
    const table = 'read'
    const snapshot = await openTable(engine, table, asked, around)
    tellRemarks(snapshot, around)
    if (asked.format === 'text') {
      await terminal.write(`${factLines(snapshot).map(visibleText).join('\n')}\n`)
      return
    }
    const { columns: _, ...facts } = snapshotFacts(snapshot)
    const selection = wholeSelection(snapshot.columns)
    let isRead = await terminal.write(`${visibleJson(facts).replace(/\}$/, '')},"table":`)
    for await (const { text } of engine.write({ table, selection, as: 'json', signal })) {
      isRead = await terminal.write(text)
      if (!isRead) return
    }
    await terminal.write('}\n')
  })

function factLines(snapshot: Snapshot): string[] {
  const { file, columns, rows } = snapshot
  const own = columns.filter(({ isDerived }) => !isDerived)
  const clusters = clustersText(snapshot)
  return [
    `File: ${file.name}`,
    `Form: ${formatText(snapshot)}`,
    `Made: ${madeText(snapshot)}`,
    ...(clusters === '' ? [] : [`Clusters: ${clusters}`]),
    `Rows: ${rows}`,
    ...own.map(({ title, id }) => `Column: ${title}${id === null ? ' (unknown to Credenza)' : ''}`),
  ]
}

/** Parses the arguments of `read`. Relative paths are resolved from `folder`. */
export function readReadArguments(args: readonly string[], folder: string): ReadArguments {
  const { values, positionals } = readOptions(
    args,
    { ...readingOptions, format: { type: 'string', default: 'text' } },
    true,
  )
  const [file, ...further] = positionals
  const [reading] = readReading(values, 1)
  if (file === undefined || reading === undefined || further.length > 0)
    throw new UsageMistake('read needs one file.')
  return {
    file: askedFile(file, folder),
    format: readChoice('format', values.format, printedFormats),
    reading,
  }
}
