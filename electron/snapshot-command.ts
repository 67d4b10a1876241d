import { randomUUID } from 'node:crypto'
import { ExpectedError, failed, failureOf, type Failure } from '../shared/failure.ts'
import { failureText } from '../shared/failure-text/failure-text.ts'
import { counted } from '../shared/number-text.ts'
import { visibleText } from '../shared/visible-text.ts'
import { unconfirmedText } from '../shared/wording.ts'
import { sandboxContext } from '../shared/sandbox.ts'
import { readBounds } from './kube/core/bounds.ts'
import { createConnection } from './kube/connection.ts'
import { createSandbox, sandboxServer, type Sandbox } from './sandbox/sandbox.ts'
import { createConsent } from './services/consent.ts'
import { createContexts, type Contexts } from './services/contexts.ts'
import { createLog } from './services/log.ts'
import { createLoginShellEnvironment } from './services/login-shell-environment.ts'
import { claimOwnFiles, ownFilesIn } from './services/own-files.ts'
import { sandboxContextAt } from './services/sandbox-context.ts'
import { openSettings } from './services/settings.ts'
import {
  readSnapshotArguments,
  usage,
  type SnapshotArguments,
} from './services/snapshots/command-arguments.ts'
import { exitCodeOf, exitCodes } from './services/snapshots/exit-code.ts'
import { createTakeSnapshot, type TakenSnapshot } from './services/snapshots/take-snapshot.ts'

/** Where the command runs: the same facts whether under Electron or Node. */
export interface SnapshotSurroundings {
  /** The command line without the program. */
  args: readonly string[]
  /** Relative paths are meant from here. */
  folder: string
  version: string
  userData: string
  home: string
  environment: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  /** Writes one line to the standard output, or to the standard error. */
  print: (line: string) => void
  complain: (line: string) => void
  /** Its reason is not told: whoever ends the command knows it. */
  signal: AbortSignal
}

/**
 * `snapshot`: writes all credentials of a context to a file, without a window. Prints the path, or says in one line why
 * there is none; resolves with the exit code.
 */
export async function runSnapshotCommand(around: SnapshotSurroundings): Promise<number> {
  const { args, folder, print, signal } = around
  // A terminal obeys what stands in texts from outside.
  const complain = (line: string) => around.complain(visibleText(line))
  const read = readSnapshotArguments(args, folder)
  if (read.kind === 'help') {
    print(usage)
    return exitCodes.written
  }
  if (read.kind === 'mistake') {
    complain(`${read.message} Run it with --help to see what it takes.`)
    return exitCodes.usage
  }
  const log = createLog(ownFilesIn(around.userData).log)
  const began = performance.now()
  try {
    const taken = await take(read.asked, around, log)
    log.operation('snapshot', performance.now() - began, 'ok')
    for (const line of notes(taken)) complain(line)
    print(taken.path)
    return exitCodes.written
  } catch (error) {
    if (signal.aborted) {
      complain('Cancelled; nothing was written.')
      return exitCodes.other
    }
    const failure = failureOf(error) ?? unexpected(error, log)
    log.operation('snapshot', performance.now() - began, failure.code)
    complain(sentenceOf(failure, read.asked.context))
    return exitCodeOf(failure)
  }
}

async function take(
  asked: SnapshotArguments,
  around: SnapshotSurroundings,
  log: ReturnType<typeof createLog>,
): Promise<TakenSnapshot> {
  const { version, userData, home, platform, signal } = around
  const { context, kubeconfig } = asked
  const files = ownFilesIn(userData)
  const { saveFile } = await claimOwnFiles(userData, home)
  const isSandbox = context === sandboxContext
  // As it was kept last: an application that has it open goes on keeping its own.
  const sandbox = isSandbox ? await createSandbox({ file: files.sandbox, isKept: false }) : null
  const settings = await openSettings(files.settings)
  const contexts = createContexts({
    asked: { kubeconfig, context },
    environment: createLoginShellEnvironment(around),
    home,
    platform,
    chooseKubeconfig: () => Promise.resolve(null),
    lastContext: () => '',
    // What was allowed in the window may run and be read, and nothing else: there is nobody to ask.
    consent: createConsent({ read: settings.read, change: settings.change, home }),
    sandbox: isSandbox ? sandboxContextAt(sandboxServer) : null,
  })
  try {
    if (!isSandbox) await requireContext(contexts, context)
    const named = settings.read().namespaces
    const takeSnapshot = createTakeSnapshot({
      contexts,
      namedNamespaces: {
        of: (name) => (Object.hasOwn(named, name) ? (named[name] ?? []) : []),
        change: () => Promise.resolve(),
      },
      runaiNamespace: () => settings.read().runaiNamespace,
      connect: (request) =>
        createConnection({
          ...request,
          version,
          log: log.entry,
          dispatcher: sandbox?.dispatcher,
          timeouts: { plugin: settings.read().signInMinutes * 60_000 },
          bounds: readBounds(around.environment),
        }),
      opened: null,
      saveFile,
    })
    return await takeSnapshot({ ...asked, signal })
  } finally {
    await close(sandbox)
    await settings.settled()
  }
}

const close = async (sandbox: Sandbox | null): Promise<void> => sandbox?.close()

/** A kubeconfig that can't be read is the reason, where the context would have stood in it. */
async function requireContext(contexts: Contexts, context: string): Promise<void> {
  const { contexts: known, current, places, failures, problem } = await contexts.list()
  // It may be told by another name than it has in the file.
  if (known.some(({ name }) => name === context || name === current)) return
  if (failures[0] !== undefined) throw new ExpectedError(failures[0])
  if (places.every(({ found }) => found === 'missing')) throw failed('kubeconfig-missing', { places })
  if (problem !== null) throw new ExpectedError(problem)
}

/** What is not in the snapshot although it was written. */
function notes({ refused, namespaces, isUnconfirmed }: TakenSnapshot): string[] {
  return [...(isUnconfirmed ? [unconfirmedText] : []), ...namespaceNotes({ refused, namespaces })]
}

function namespaceNotes({ refused, namespaces }: Pick<TakenSnapshot, 'refused' | 'namespaces'>): string[] {
  if (namespaces === null) return []
  const read = `Read namespace by namespace: ${counted(namespaces, 'namespace')}.`
  if (refused.length === 0) return [read]
  const isOne = refused.length === 1
  return [
    `${read} Not in the snapshot, since ${isOne ? 'it' : 'they'} may not be read: ${refused.join(', ')}.`,
  ]
}

function unexpected(error: unknown, log: ReturnType<typeof createLog>): Failure {
  const id = randomUUID()
  log.unexpected('snapshot', id, error)
  return { code: 'internal', id }
}

/** The words of the window, in one line. */
function sentenceOf(failure: Failure, context: string): string {
  const { title, text } = failureText(failure, { context, now: Date.now() })
  const said = failure.said === undefined ? '' : ` The cluster said: ${failure.said}`
  const isUnasked = failure.code === 'plugin-not-allowed' || failure.code === 'files-not-allowed'
  const how = isUnasked
    ? ' To allow it, open this kubeconfig and context in the window of Credenza once.'
    : ''
  return `${title}. ${text}${how}${said}`.replace(/\s+/g, ' ').trim()
}
