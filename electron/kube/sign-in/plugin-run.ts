import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { failed } from '../../../shared/failure.ts'
import { visibleLines } from '../../../shared/visible-text.ts'
import type { ExpectedError } from '../../../shared/failure.ts'
import { keepEnd } from '../failures/mask-given.ts'
import { reasonOf } from '../../base/file-error.ts'
import type { PluginConfig } from '../kubeconfig/resolved-context.ts'
import { treeKiller, withVariables } from './processes-of-windows.ts'

interface PluginRun {
  plugin: PluginConfig
  /** The JSON for KUBERNETES_EXEC_INFO. */
  info: string
  environment: Readonly<NodeJS.ProcessEnv>
  /** Milliseconds. */
  timeLimit: number
  signal: AbortSignal
}

const outputLimit = 1024 * 1024
/** A plugin's children can keep its output open after it has exited. */
const drainMilliseconds = 500

/**
 * Runs an exec plugin without a shell and returns its output. Throws `plugin-missing`, `plugin-failed`,
 * `plugin-timeout`, `plugin-rubbish` (too much output) or `cancelled`, and then kills it and its children.
 */
export function runPlugin({ plugin, info, environment, timeLimit, signal }: PluginRun): Promise<string> {
  const { command, program } = plugin
  return new Promise((resolve, reject) => {
    if (program === null) {
      reject(failed('plugin-missing', { command, hint: plugin.installHint }))
      return
    }
    if (signal.aborted) {
      reject(failed('cancelled', { operation: 'kube:sign-in' }))
      return
    }
    const variables = { ...plugin.env, KUBERNETES_EXEC_INFO: info }
    const child = start(program.path, plugin, withVariables(environment, variables, process.platform))
    const output: Buffer[] = []
    let size = 0
    const given = { args: plugin.args, env: plugin.env, inherited: environment }
    const said = keepEnd(given)
    const settle = (finish: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', cancel)
      child.stdout.destroy()
      child.stderr.destroy()
      finish()
    }
    const fail = (error: ExpectedError) =>
      settle(() => {
        endGroup(child)
        reject(error)
      })
    const cancel = () => fail(failed('cancelled', { operation: 'kube:sign-in' }))
    const timer = setTimeout(
      () => fail(failed('plugin-timeout', { command, seconds: Math.ceil(timeLimit / 1000) })),
      timeLimit,
    )
    signal.addEventListener('abort', cancel)
    child.stdout.on('data', (chunk: Buffer) => {
      output.push(chunk)
      size += chunk.length
      if (size > outputLimit) fail(failed('plugin-rubbish', { command, reason: 'more than 1 MiB' }))
    })
    child.stderr.on('data', said.push)
    child.on('error', (error) => fail(notStarted(program.path, plugin, error)))
    const ended = (exitCode: number | null) =>
      settle(() => {
        if (exitCode === 0) resolve(Buffer.concat(output).toString('utf8'))
        else reject(failed('plugin-failed', { command, exitCode }, visibleLines(said.told())))
      })
    child.on('exit', (exitCode) => setTimeout(() => ended(exitCode), drainMilliseconds).unref())
    child.on('close', ended)
  })
}

/** Node throws some of the system's refusals and emits others; both become the failure of `notStarted`. */
function start(path: string, plugin: PluginConfig, env: NodeJS.ProcessEnv) {
  try {
    return spawn(path, plugin.args, {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A separate process group, so that its children can be killed with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
  } catch (error) {
    throw notStarted(path, plugin, error)
  }
}

function notStarted(path: string, { command, installHint }: PluginConfig, error: unknown): ExpectedError {
  const reason = reasonOf(error)
  // Of a program that is there, ENOENT means the interpreter in its first line, or its loader.
  const isMissing = ['ENOENT', 'EACCES', 'ENOTDIR'].includes(reason) && !existsSync(path)
  return isMissing
    ? failed('plugin-missing', { command, hint: installHint })
    : failed('plugin-failed', { command, exitCode: null, reason })
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    if (process.platform === 'win32') {
      const [program, args] = treeKiller(pid, process.env)
      spawn(program, args, { stdio: 'ignore', windowsHide: true }).on('error', () => undefined)
    } else {
      process.kill(-pid, 'SIGKILL')
    }
  } catch {
    // It has exited already.
  }
}
