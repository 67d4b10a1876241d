import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import Papa from 'papaparse'
import { runCommand } from '../../electron/commands/commands.ts'
import { readKubeconfig } from '../../electron/kube/kubeconfig/kubeconfig.ts'
import { startTableThread } from '../../electron/snapshots/thread/start-thread.ts'
import { userDataFolder } from '../../electron/services/user-data-folder.ts'
import type { ColumnId } from '../../shared/columns.ts'
import { sandboxContext } from '../../shared/sandbox.ts'
import { grouped } from '../../shared/number-text.ts'
import { pageLines } from './page-lines.ts'
import { terminalText } from './terminal-text.ts'
import type { Look, Wanted } from './wanted.ts'

/** What people look at first. */
const columns: readonly ColumnId[] = [
  'name',
  'type',
  'status',
  'scope',
  'kubernetesName',
  'createdBy',
  'rotatedAt',
]

/** The list without a window: read by the same services, and shown as text. */
export async function lookAtServices(wanted: Wanted, signal: AbortSignal): Promise<Look> {
  const { application, folder, seconds } = wanted
  const given = readGiven(application)
  if (given.words.length > 0) return bad('Snapshots can only be opened in a window.')
  const kubeconfig = given.kubeconfig === undefined ? undefined : resolve(folder, given.kubeconfig)
  const context = given.context ?? (await usualContext(kubeconfig))
  if ('problem' in context) return bad(context.problem)
  const out = await mkdtemp(join(tmpdir(), 'credenza-look-'))
  const said: string[] = []
  const printed: string[] = []
  const place = { args: application, folder, home: homedir(), platform: process.platform }
  try {
    const code = await runCommand({
      ...place,
      args: [
        'snapshot',
        `--out=${out}`,
        `--context=${context.name}`,
        `--columns=${columns.join(',')}`,
        `--timeout=${seconds}`,
        ...(kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`]),
      ],
      version: '0',
      userData: userDataFolder({ ...place, name: 'Credenza', environment: process.env }),
      environment: process.env,
      startTables: () =>
        startTableThread(new URL('../../electron/snapshots/thread/worker.ts', import.meta.url)),
      terminal: {
        input: () => process.stdin,
        print: (line) => void printed.push(line),
        complain: (line) => void said.push(line),
        write: (text) => Promise.resolve(printed.push(text) > 0),
      },
      signal,
    })
    const [file] = printed
    if (code !== 0 || file === undefined) return bad(...said)
    return {
      isGood: true,
      lines: [...listLines(await readFile(file, 'utf8'), context.name), ...said.map(terminalText)],
    }
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}

const bad = (...lines: string[]): Look => ({ isGood: false, lines: lines.map(terminalText) })

function listLines(csv: string, context: string): string[] {
  const [titles = [], ...rows] = Papa.parse<string[]>(csv.replace(/^\uFEFF/, ''), {
    skipEmptyLines: true,
  }).data
  return pageLines({
    heading: 'Credentials',
    count: grouped(rows.length),
    notes: [],
    columns: titles,
    rows,
    total: rows.length,
    status: context,
  })
}

function readGiven(application: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...application],
    strict: false,
    allowPositionals: true,
    options: { kubeconfig: { type: 'string' }, context: { type: 'string' }, sandbox: { type: 'boolean' } },
  })
  const name = values.sandbox === true ? sandboxContext : values.context
  return {
    words: positionals,
    kubeconfig: typeof values.kubeconfig === 'string' ? values.kubeconfig : undefined,
    context: typeof name === 'string' ? { name } : undefined,
  }
}

/** The context that the window would open, or why there is none. */
async function usualContext(argument: string | undefined): Promise<{ name: string } | { problem: string }> {
  const { currentContext, contexts, places } = await readKubeconfig({
    argument,
    chosen: undefined,
    environment: process.env,
    home: homedir(),
    platform: process.platform,
  })
  const [first, second] = contexts
  if (currentContext !== null) return { name: currentContext }
  if (first !== undefined && second === undefined) return { name: first.name }
  const names = contexts.map(({ name }) => name).join(', ')
  if (names !== '') return { problem: `No context is chosen. Choose one with --context NAME: ${names}.` }
  const looked = places.map(({ path }) => path).join(', ')
  return { problem: `No usable kubeconfig; looked for ${looked}. You can use --sandbox instead.` }
}
