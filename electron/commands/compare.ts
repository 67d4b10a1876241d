import { realpath } from 'node:fs/promises'
import { extname } from 'node:path'
import { failureOf } from '../../shared/failure.ts'
import { sandboxContext } from '../../shared/sandbox.ts'
import {
  changeKinds,
  differenceKinds,
  snapshotSide,
  type ComparedSide,
  type Comparison,
} from '../../shared/snapshot.ts'
import {
  differenceCount,
  matchedText,
  onlyInText,
  unmatchedText,
} from '../../shared/snapshot-text/comparison-text.ts'
import { visibleJson } from '../../shared/visible-text.ts'
import { unconfirmedText } from '../../shared/wording.ts'
import { claimOwnFiles } from '../services/own-files.ts'
import { putLiveSide } from '../services/snapshots/live-side.ts'
import { withWholeList } from '../services/cluster/with-whole-list.ts'
import type { TableEngine } from '../snapshots/protocol/table-engine.ts'
import { CommandFailure, UsageMistake, type AskedFile, type Command, type Running } from './command.ts'
import { exitCodes } from './exit-code.ts'
import { openTable, snapshotFacts, tellRemarks, wholeSelection, withEngine } from './open-tables.ts'
import { readingOptions, readingUsage, readReading, type ReadingOptions } from './reading-options.ts'
import { namespaceNote, withCluster } from './reach-cluster.ts'
import {
  askedFile,
  clusterOptions,
  readChoice,
  readOptions,
  readPath,
  readSeconds,
  usualSeconds,
} from './read-arguments.ts'

const formats = ['text', 'csv', 'json', 'html'] as const
type Format = (typeof formats)[number]

type AskedSide = AskedFile | { kind: 'live'; context: string }

/** The arguments of `compare`; paths are absolute. */
interface CompareArguments {
  sides: { before: AskedSide; after: AskedSide }
  kubeconfig: string | undefined
  seconds: number
  out: string | undefined
  format: Format
  /** One for each side. */
  reading: { before: ReadingOptions; after: ReadingOptions }
}

const usage = `Usage: compare A B [--out FILE] [--format ${formats.join('|')}] …

Compares two snapshots as the window does. Give the earlier one first. Each side is
  FILE                 a CSV file
  -                    a CSV file from standard input
  --context NAME       the live list of a cluster
  --sandbox            the live list of the sandbox

  --format FORMAT      default: text, five counts, then one line for each row that differs
  --out FILE           write the differences to FILE and print only the counts; the file name’s ending sets the format
  --kubeconfig FILE    this kubeconfig instead of kubectl’s default places
  --timeout SECONDS    how long to wait for a cluster (default: ${usualSeconds})

For files; an option given twice is for A, then for B:
${readingUsage}

Remarks on the files go to standard error.
Exit codes: 0 no differences, 10 differences, 1 to 7 as for snapshot.`

/** Compares two files, two clusters, or a file with a cluster's live list. */
export const compare: Command = {
  name: 'compare',
  usage,
  prepare: (args, folder) => {
    const asked = readCompareArguments(args, folder)
    return (around) => withEngine(around, (engine) => compareSides(engine, asked, around))
  },
}

async function compareSides(engine: TableEngine, asked: CompareArguments, around: Running): Promise<number> {
  await requireOwnFile(asked)
  const before = await openSide(engine, 'before', asked, around)
  const after = await openSide(engine, 'after', asked, around)
  const { signal, terminal } = around
  const table = 'difference'
  const comparison = await engine.compare({
    table,
    before: { table: 'before', side: before.side },
    after: { table: 'after', side: after.side },
    signal,
  })
  for (const line of notesOf(comparison)) terminal.complain(line)
  // Only the differences; unchanged rows are counted.
  const selection = wholeSelection(comparison.columns, differenceKinds)
  const written = async function* () {
    const isJson = asked.format === 'json'
    if (isJson)
      yield `${visibleJson({ before: before.facts, after: after.facts }).replace(/\}$/, '')},"difference":`
    for await (const { text } of engine.write({ table, selection, as: asked.format, signal })) yield text
    if (isJson) yield '}\n'
  }
  await hand(written(), asked, comparison, around)
  return differenceCount(comparison) === 0 ? exitCodes.done : exitCodes.different
}

/** The differences must not replace a snapshot that they were made from. */
async function requireOwnFile({ out, sides }: CompareArguments): Promise<void> {
  if (out === undefined) return
  const read = [sides.before, sides.after].flatMap((side) => (side.kind === 'file' ? [side.path] : []))
  const [target, ...files] = await Promise.all([out, ...read].map((path) => realpath(path).catch(() => path)))
  if (files.some((file) => file === target))
    throw new UsageMistake('--out is one of the compared files. Choose another file.')
}

/** Writes the differences to the given file, or to standard output. */
async function hand(
  pieces: AsyncIterable<string>,
  { out }: CompareArguments,
  { counts }: Comparison,
  { userData, home, signal, terminal }: Running,
): Promise<void> {
  if (out === undefined) {
    for await (const piece of pieces) if (!(await terminal.write(piece))) return
    return
  }
  const { saveFile } = await claimOwnFiles(userData, home)
  const { isUnconfirmed } = await saveFile(out, pieces, signal)
  if (isUnconfirmed) terminal.complain(unconfirmedText)
  for (const kind of changeKinds) terminal.print(`${counts[kind]} ${kind}`)
}

interface OpenSide {
  side: ComparedSide
  facts: object
}

async function openSide(
  engine: TableEngine,
  name: 'before' | 'after',
  asked: CompareArguments,
  around: Running,
): Promise<OpenSide> {
  const wanted = asked.sides[name]
  if (wanted.kind === 'live')
    return openLive(engine, { ...asked, context: wanted.context, table: name }, around)
  const snapshot = await openTable(engine, name, { file: wanted, reading: asked.reading[name] }, around)
  tellRemarks(snapshot, around)
  return { side: snapshotSide(snapshot), facts: { kind: 'file', ...snapshotFacts(snapshot) } }
}

async function openLive(
  engine: TableEngine,
  {
    context,
    kubeconfig,
    seconds,
    table,
  }: Pick<CompareArguments, 'kubeconfig' | 'seconds'> & { context: string; table: string },
  around: Running,
): Promise<OpenSide> {
  const { signal, terminal } = around
  try {
    return await withCluster({ context, kubeconfig }, around, (access) =>
      withWholeList(access, { context, seconds, opened: null, signal }, async (open) => {
        const clusters = { opened: () => open }
        const side = await putLiveSide({ engine, clusters }, { context, table, signal })
        const namespaces = open.list.namespaces()
        const note = namespaceNote({
          refused: namespaces?.refused ?? [],
          namespaces: namespaces?.read.length ?? null,
        })
        if (note !== null) terminal.complain(`${context}: ${note}`)
        return { side, facts: side }
      }),
    )
  } catch (error) {
    const failure = failureOf(error)
    throw failure === null ? error : new CommandFailure(failure, { context })
  }
}

/** Notes for reading the comparison correctly; usually empty. */
const notesOf = (comparison: Comparison): string[] =>
  [
    comparison.matchedBy === 'nothing' ? matchedText(comparison) : '',
    onlyInText(comparison),
    ...comparison.unmatched.map(unmatchedText),
  ].filter(Boolean)

/** Parses the arguments of `compare`. Relative paths are resolved from `folder`. */
export function readCompareArguments(args: readonly string[], folder: string): CompareArguments {
  const { values, tokens } = readOptions(
    args,
    {
      ...clusterOptions,
      ...readingOptions,
      out: { type: 'string' },
      format: { type: 'string' },
    },
    true,
  )
  // The order decides which side is before and which after, whatever their kinds.
  const sides = tokens.flatMap((token): AskedSide[] => {
    if (token.kind === 'positional') return [askedFile(token.value, folder)]
    if (token.kind !== 'option') return []
    if (token.name === 'sandbox') return [{ kind: 'live', context: sandboxContext }]
    return token.name === 'context' ? [{ kind: 'live', context: token.value }] : []
  })
  const [before, after, ...further] = sides
  const [ofBefore, ofAfter] = readReading(values, 2)
  if (!before || !after || !ofBefore || !ofAfter || further.length > 0)
    throw new UsageMistake(
      'compare needs two sides: a file, - for standard input, or --context NAME for each.',
    )
  if (sides.some((side) => side.kind === 'live' && side.context === ''))
    throw new UsageMistake('--context needs a name.')
  if (sides.every(({ kind }) => kind === 'input'))
    throw new UsageMistake('Only one side can be standard input.')
  const out = readPath(values.out, folder)
  return {
    sides: { before, after },
    kubeconfig: readPath(values.kubeconfig, folder),
    seconds: readSeconds(values.timeout),
    out,
    format: values.format === undefined ? formatOf(out) : readChoice('format', values.format, formats),
    reading: { before: ofBefore, after: ofAfter },
  }
}

const formatOf = (out: string | undefined): Format =>
  formats.find((format) => out !== undefined && extname(out).toLowerCase() === `.${format}`) ?? 'text'
