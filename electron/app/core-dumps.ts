import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Where util-linux is on every distribution; a search by PATH could find another program. */
const prlimit = '/usr/bin/prlimit'

/**
 * Switches core dumps off, on Linux, for this process and those that it has started, which pass it on to theirs: they
 * would hold passwords and tokens. Neither Node nor Electron can set limits, so a small program of the system does.
 * Call it before the first window. Returns whether it worked; other systems write no core dumps by default.
 */
export function switchOffCoreDumps(): boolean {
  if (process.platform !== 'linux') return false
  try {
    // The parent process may have done so already, for all of them.
    if (/^Max core file size +0 +0 /m.test(readFileSync('/proc/self/limits', 'utf8'))) return true
    for (const pid of [process.pid, ...childrenOf(process.pid)]) {
      execFileSync(prlimit, ['--core=0:0', `--pid=${pid}`], { stdio: 'ignore', timeout: 1_000 })
    }
    return true
  } catch {
    return false
  }
}

/** Chromium starts the process that starts the others before any script runs. */
function childrenOf(pid: number): number[] {
  const direct = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readText(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number),
  )
  return direct.flatMap((child) => [child, ...childrenOfLiving(child)])
}

function childrenOfLiving(pid: number): number[] {
  try {
    return childrenOf(pid)
  } catch {
    return []
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
