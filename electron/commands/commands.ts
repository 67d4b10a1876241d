import { errorPlaces } from '../../shared/error-places.ts'
import { failureOf, type Failure } from '../../shared/failure.ts'
import { failureText } from '../../shared/failure-text/failure-text.ts'
import { visibleText } from '../../shared/visible-text.ts'
import { createLog } from '../services/log.ts'
import { ownFilesIn } from '../services/own-files.ts'
import { CommandFailure, UsageMistake, type Command, type Surroundings } from './command.ts'
import { activityCommand } from './activity.ts'
import { wordOf, type commandNames } from './command-names.ts'
import { compare } from './compare.ts'
import { exitCodeOf, exitCodes } from './exit-code.ts'
import { history } from './history.ts'
import { read } from './read.ts'
import { snapshot } from './snapshot.ts'

const byName: Record<(typeof commandNames)[number], Command> = {
  snapshot,
  compare,
  history,
  read,
  activity: activityCommand,
}

/** All commands. A new command needs a file, an entry here and a name. */
export const commands: readonly Command[] = Object.values(byName)

/** Runs the command that the command line names, and reports a failure in one line. Resolves with the exit code. */
export async function runCommand(around: Surroundings): Promise<number> {
  const { args, terminal } = around
  // Texts from outside can contain control sequences, which a terminal would execute.
  const complain = (line: string) => terminal.complain(visibleText(line))
  const at = wordOf(args)
  const command = commands.find(({ name }) => name === args[at])
  if (command === undefined) {
    const known = commands.map(({ name }) => name).join(', ')
    complain(`Unknown command: ${args[at] ?? ''}. Commands: ${known}.`)
    return exitCodes.usage
  }
  const own = args.toSpliced(at, 1)
  if (isAsked(own, ['--help', '-h'])) {
    terminal.print(command.usage)
    return exitCodes.done
  }
  if (isAsked(own, ['--version'])) {
    terminal.print(around.version)
    return exitCodes.done
  }
  const log = createLog(ownFilesIn(around.userData).log)
  const began = performance.now()
  try {
    const run = command.prepare(own, around.folder)
    const code = await run({ ...around, terminal: { ...terminal, complain }, log })
    log.operation(command.name, performance.now() - began, 'ok')
    return code
  } catch (error) {
    if (error instanceof UsageMistake) {
      complain(`${error.message} Run it with --help to see its options.`)
      return exitCodes.usage
    }
    if (around.signal.aborted) {
      complain('Cancelled. No file was written.')
      return exitCodes.other
    }
    const failure = failureOf(error) ?? { code: 'internal', id: log.fault(command.name, errorPlaces(error)) }
    log.operation(command.name, performance.now() - began, failure.code)
    complain(sentenceOf(failure, error))
    return exitCodeOf(failure)
  }
}

function isAsked(args: readonly string[], options: readonly string[]): boolean {
  const end = args.indexOf('--')
  return args.slice(0, end < 0 ? args.length : end).some((each) => options.includes(each))
}

/** The texts of the window, in one line. */
function sentenceOf(failure: Failure, error: unknown): string {
  const { context, hint } = error instanceof CommandFailure ? error : { context: '', hint: '' }
  const { title, text } = failureText(failure, { context, now: Date.now() })
  const said = failure.said === undefined ? '' : `The cluster said: ${failure.said}`
  const isUnasked = failure.code === 'plugin-not-allowed' || failure.code === 'files-not-allowed'
  const how = isUnasked ? 'To allow it, open this kubeconfig and context in Credenza’s window once.' : ''
  return [`${title}.`, text, how, hint, said].join(' ').replace(/\s+/g, ' ').trim()
}
