import { spawn } from 'node:child_process'

// It learns process numbers by lines; where its input ends, this process has ended.
const script = 'pids=; while read -r pid; do pids="$pids $pid"; done; kill -TERM $pids 2>/dev/null'

/**
 * Ends processes of this one when it was killed and so can't end them itself. If there is no shell, it does nothing.
 * @returns {{ add: (pid: number | undefined) => void, release: () => void }} `release`: they have ended
 */
export function guardProcesses() {
  if (process.platform === 'win32') return { add: () => undefined, release: () => undefined }
  // A group of its own: what ends ours as a whole leaves it.
  const guard = spawn('sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  guard.on('error', () => undefined)
  guard.stdin.on('error', () => undefined)
  guard.unref()
  return {
    add: (pid) => void (pid && guard.stdin.write(`${pid}\n`)),
    // Killed before its input ends: the numbers may be other processes' by now.
    release: () => void guard.kill('SIGKILL'),
  }
}
