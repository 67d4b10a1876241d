import { spawn } from 'node:child_process'

// It reads process ids by line. When its input ends, this process has ended.
const script = 'pids=; while read -r pid; do pids="$pids $pid"; done; kill -TERM $pids 2>/dev/null'

/**
 * Ends processes of this one if it was killed and so can't do it itself. Does nothing without a shell.
 * @returns {{ add: (pid: number | undefined) => void, release: () => void }} `release`: they have ended
 */
export function guardProcesses() {
  if (process.platform === 'win32') return { add: () => undefined, release: () => undefined }
  // A process group of its own, so that it survives the end of ours.
  const guard = spawn('sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  guard.on('error', () => undefined)
  guard.stdin.on('error', () => undefined)
  guard.unref()
  return {
    add: (pid) => void (pid && guard.stdin.write(`${pid}\n`)),
    // Killed before its input ends, since the ids may belong to other processes by then.
    release: () => void guard.kill('SIGKILL'),
  }
}
