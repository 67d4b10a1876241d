import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Where every distribution has util-linux; a search by PATH could find another program. */
const prlimit = '/usr/bin/prlimit'

/**
 * Switches core dumps off on Linux, for this process and its running children, whose own children inherit it: a dump
 * would contain passwords and tokens. Neither Node nor Electron can set limits, so a small system program does. Call it
 * before the first window opens. Returns whether it worked; other systems write no core dumps by default.
 */
export function switchOffCoreDumps(): boolean {
  if (process.platform !== 'linux') return false
  try {
    // The parent process may have switched them off already, for all its children.
    if (/^Max core file size +0 +0 /m.test(readFileSync('/proc/self/limits', 'utf8'))) return true
    for (const pid of [process.pid, ...childrenOf(process.pid)]) {
      execFileSync(prlimit, ['--core=0:0', `--pid=${pid}`], { stdio: 'ignore', timeout: 1_000 })
    }
    return true
  } catch {
    return false
  }
}

/** All running descendants. Chromium starts its zygote, which forks the others, before any script runs. */
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
