import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { columnIds, type ColumnId } from '../../../shared/columns.ts'
import { sandboxContext } from '../../../shared/sandbox.ts'
import { snapshotColumns } from './snapshot-columns.ts'

/** What `snapshot` was asked for; paths are absolute. */
export interface SnapshotArguments {
  context: string
  folder: string
  kubeconfig: string | undefined
  columns: readonly ColumnId[]
  seconds: number
}

export type ReadArguments =
  { kind: 'snapshot'; asked: SnapshotArguments } | { kind: 'help' } | { kind: 'mistake'; message: string }

const usualSeconds = 300
const mostSeconds = 86_400

/** Of Electron and Chromium, where the application was started by them; and where the user's data lies. */
const others =
  /^--(user-data-dir|ozone-platform|no-sandbox|disable-gpu|headless|inspect|remote-debugging-[a-z]+)(=|$)/

export const usage = `Usage: snapshot --context NAME --out DIR [--kubeconfig FILE] [--columns name,type,…] [--timeout SECONDS]
       snapshot --sandbox --out DIR …

Writes all credentials of a cluster as credentials-<cluster>-<date>-<time>.csv into DIR and prints the path.
Columns: ${columnIds.join(', ')}`

/** Whether a command line, without the program, asks for a snapshot instead of the window. */
export const isSnapshotCommand = (args: readonly string[]): boolean =>
  args.find((each) => !each.startsWith('-')) === 'snapshot'

/** Reads what follows `snapshot`. Relative paths are meant from `folder`. */
export function readSnapshotArguments(args: readonly string[], folder: string): ReadArguments {
  const own = args.filter((each) => !others.test(each))
  if (own[0] === 'snapshot') own.shift()
  let values: ReturnType<typeof parse>
  try {
    values = parse(own)
  } catch (error) {
    // Of what Node says, the first sentence names the option.
    const [message = ''] = (error as Error).message.split('. ')
    return mistake(message.replace(/\.?$/, '.'))
  }
  if (values.help === true) return { kind: 'help' }
  const { out, kubeconfig } = values
  if (values.sandbox === true && values.context !== undefined) {
    return mistake('Either --context or --sandbox names the cluster, not both.')
  }
  const context = values.sandbox === true ? sandboxContext : values.context
  if (context === undefined || context === '') return mistake('--context NAME is missing.')
  if (out === undefined || out === '') return mistake('--out DIR is missing.')
  const seconds = Number(values.timeout ?? usualSeconds)
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > mostSeconds) {
    return mistake(`--timeout takes whole seconds from 1 to ${mostSeconds}.`)
  }
  const columns = values.columns === undefined ? snapshotColumns : readColumns(values.columns)
  if (columns === null) return mistake(`--columns takes names once each, of: ${columnIds.join(', ')}.`)
  return {
    kind: 'snapshot',
    asked: {
      context,
      folder: resolve(folder, out),
      kubeconfig: kubeconfig === undefined || kubeconfig === '' ? undefined : resolve(folder, kubeconfig),
      columns,
      seconds,
    },
  }
}

const mistake = (message: string): ReadArguments => ({ kind: 'mistake', message })

const parse = (args: string[]) =>
  parseArgs({
    args,
    strict: true,
    allowPositionals: false,
    options: {
      context: { type: 'string' },
      out: { type: 'string' },
      kubeconfig: { type: 'string' },
      columns: { type: 'string' },
      timeout: { type: 'string' },
      sandbox: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values

function readColumns(text: string): ColumnId[] | null {
  const names = text.split(',').map((name) => name.trim())
  const known = names.flatMap((name) => columnIds.filter((id) => id.toLowerCase() === name.toLowerCase()))
  return known.length === names.length && new Set(known).size === known.length ? known : null
}
