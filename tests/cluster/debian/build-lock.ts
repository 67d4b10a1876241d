import { spawn } from 'node:child_process'

/**
 * Holds the folder's lock until the returned function is called. It is a kernel lock (flock), held by a child whose
 * input is a pipe from here, so that it is released however this process ends.
 */
export async function holdLock(folder: string, waiting: () => void): Promise<() => Promise<void>> {
  const child = spawn('flock', [folder, 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  })
  const timer = setTimeout(waiting, 500)
  try {
    await new Promise<void>((resolve, reject) => {
      child.stdout.once('data', () => resolve())
      child.once('error', reject)
      child.once('exit', (code) => reject(new Error(`flock ended with ${String(code)}`)))
    })
  } finally {
    clearTimeout(timer)
  }
  return async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.stdin.end()
    await ended
  }
}
