import { resolve } from 'node:path'
import { columnIds, type ColumnId } from '../../shared/columns.ts'
import { failureOf } from '../../shared/failure.ts'
import { sandboxContext } from '../../shared/sandbox.ts'
import { unconfirmedText } from '../../shared/wording.ts'
import { claimOwnFiles } from '../services/own-files.ts'
import { snapshotColumns } from '../services/snapshots/snapshot-columns.ts'
import { createTakeSnapshot } from '../services/snapshots/take-snapshot.ts'
import { CommandFailure, UsageMistake, type Command, type Running } from './command.ts'
import { exitCodes } from './exit-code.ts'
import { namespaceNote, withCluster, type AskedCluster } from './reach-cluster.ts'
import { clusterOptions, readOptions, readPath, readSeconds, usualSeconds } from './read-arguments.ts'

/** The arguments of `snapshot`; paths are absolute. */
interface SnapshotArguments extends AskedCluster {
  folder: string
  columns: readonly ColumnId[]
  seconds: number
}

const usage = `Usage: snapshot --context NAME --out DIR …
       snapshot --sandbox --out DIR …

Writes all credentials of a cluster as credentials-<cluster>-<date>-<time><zone>.csv and prints the path.

  --context NAME       the context of the kubeconfig
  --sandbox            the sandbox, instead of a context
  --out DIR            the folder for the file; it must exist
  --kubeconfig FILE    this kubeconfig instead of kubectl’s default places
  --columns a,b,…      these columns in this order (default: all)
  --timeout SECONDS    how long the cluster may take (default: ${usualSeconds})

Columns: ${columnIds.slice(0, 10).join(', ')},
  ${columnIds.slice(10).join(', ')}

Exit codes: ${exitCodes.done} written, ${exitCodes.usage} command line, ${exitCodes.kubeconfig} kubeconfig or context, ${exitCodes.signIn} sign-in, ${exitCodes.notAllowed} not allowed to read,
${exitCodes.notReached} cluster not reached, ${exitCodes.notWritten} file not written, ${exitCodes.other} anything else.`

/** Writes all credentials of a context to a file and prints only its path. */
export const snapshot: Command = {
  name: 'snapshot',
  usage,
  prepare: (args, folder) => {
    const asked = readSnapshotArguments(args, folder)
    return (around) => take(asked, around)
  },
}

async function take(
  { columns, folder, seconds, ...cluster }: SnapshotArguments,
  around: Running,
): Promise<number> {
  const { userData, home, signal, terminal } = around
  const { context } = cluster
  const { saveFile } = await claimOwnFiles(userData, home)
  try {
    const taken = await withCluster(cluster, around, (access) =>
      createTakeSnapshot({ access, opened: null, saveFile })({ context, folder, columns, seconds, signal }),
    )
    // Problems with a snapshot that was written all the same.
    if (taken.isUnconfirmed) terminal.complain(unconfirmedText)
    const note = namespaceNote(taken)
    if (note !== null) terminal.complain(note)
    terminal.print(taken.path)
    return exitCodes.done
  } catch (error) {
    const failure = failureOf(error)
    throw failure === null ? error : new CommandFailure(failure, { context })
  }
}

/** Parses the arguments of `snapshot`. Relative paths are resolved from `folder`. */
export function readSnapshotArguments(args: readonly string[], folder: string): SnapshotArguments {
  const { values } = readOptions(
    args,
    { ...clusterOptions, out: { type: 'string' }, columns: { type: 'string' } },
    false,
  )
  const { out } = values
  if (values.sandbox === true && values.context !== undefined)
    throw new UsageMistake('Use --context or --sandbox, not both.')
  const context = values.sandbox === true ? sandboxContext : values.context
  if (context === undefined || context === '') throw new UsageMistake('--context NAME is missing.')
  if (out === undefined || out === '') throw new UsageMistake('--out DIR is missing.')
  return {
    context,
    folder: resolve(folder, out),
    kubeconfig: readPath(values.kubeconfig, folder),
    columns: values.columns === undefined ? snapshotColumns : readColumns(values.columns),
    seconds: readSeconds(values.timeout),
  }
}

function readColumns(text: string): ColumnId[] {
  const names = text.split(',').map((name) => name.trim())
  const known = names.flatMap((name) => columnIds.filter((id) => id.toLowerCase() === name.toLowerCase()))
  if (known.length === names.length && new Set(known).size === known.length) return known
  throw new UsageMistake(`--columns takes names once each, of: ${columnIds.join(', ')}.`)
}
