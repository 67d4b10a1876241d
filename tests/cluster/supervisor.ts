/**
 * Runs the programs of a test cluster while its standard input is open, then ends them and removes their folder, so
 * that nothing is left behind however the test run ends, even by SIGKILL.
 *
 * Usage: node supervisor.ts FOLDER, with `programs.json` (Program[]) in that folder. Writes the process ids to
 * `pids.json`, and restarts a program that ended unless a file `<name>.hold` exists. Gives up on a program that
 * repeatedly ends immediately: ends the others too and writes a file `gave-up`.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Program } from './supervised-cluster.ts'

const folder = process.argv[2] ?? ''
const programs = JSON.parse(readFileSync(join(folder, 'programs.json'), 'utf8')) as Program[]
const running = new Map<string, ChildProcess>()
let isEnding = false

process.stdin.on('end', () => void end())
process.stdin.on('error', () => void end())
process.stdin.resume()
// A terminal's signal also reaches this process, but the parent decides when it ends.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => void end())
process.on('SIGHUP', () => void end())

for (const program of programs) void keepRunning(program)

async function keepRunning(program: Program): Promise<void> {
  let vainStarts = 0
  while (!isEnding) {
    if (existsSync(join(folder, `${program.name}.hold`))) {
      await wait(50)
      continue
    }
    const start = Date.now()
    await runOnce(program)
    const wasHeld = existsSync(join(folder, `${program.name}.hold`))
    vainStarts = wasHeld || Date.now() - start > 5_000 ? 0 : vainStarts + 1
    if (vainStarts >= 4) {
      await endPrograms()
      writeFileSync(join(folder, 'gave-up'), program.name)
    }
    await wait(200)
  }
}

function runOnce(program: Program): Promise<void> {
  const log = openSync(join(folder, `${program.name}.log`), 'a')
  // A process group of its own, so that Ctrl-C in a terminal doesn't end the cluster under a test that is cleaning up.
  const child = spawn(program.command, program.arguments, {
    cwd: folder,
    stdio: ['ignore', log, log],
    detached: true,
    windowsHide: true,
  })
  running.set(program.name, child)
  notePids()
  return new Promise((resolve) => {
    child.once('exit', () => {
      running.delete(program.name)
      notePids()
      resolve()
    })
    child.once('error', () => {
      running.delete(program.name)
      resolve()
    })
  })
}

function notePids(): void {
  if (isEnding) return
  const pids = Object.fromEntries([...running].map(([name, child]) => [name, child.pid]))
  const file = join(folder, 'pids.json')
  writeFileSync(`${file}.new`, JSON.stringify(pids))
  renameSync(`${file}.new`, file)
}

async function endPrograms(): Promise<void> {
  isEnding = true
  const left = [...running.values()]
  // SIGKILL, since a paused process receives nothing else and nothing here needs saving.
  for (const child of left) child.kill('SIGKILL')
  for (let tries = 0; running.size > 0 && tries < 100; tries++) await wait(20)
}

async function end(): Promise<void> {
  await endPrograms()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.exit(0)
}
