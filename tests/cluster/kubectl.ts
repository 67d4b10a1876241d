import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { ClusterDescription } from './cluster-description.ts'

/** The kubeconfig that kubectl uses. */
interface KubectlOptions {
  /** Passed to kubectl on its standard input. */
  input?: string
  /** The user to act as. Defaults to the administrator. */
  as?: { kubeconfig: string }
}

/**
 * Runs kubectl with these arguments and resolves with its standard output. Rejects with a `KubectlError` on a non-zero
 * exit code.
 */
export type Kubectl = (args: string[], options?: KubectlOptions) => Promise<string>

/** kubectl failed. `stderr` contains its message. */
export class KubectlError extends Error {
  readonly stderr: string

  constructor(args: string[], stderr: string) {
    super(`kubectl ${args.join(' ')}: ${stderr.trim()}`)
    this.name = 'KubectlError'
    this.stderr = stderr
  }
}

/** A kubectl for one cluster that neither reads nor writes the user's files. */
export function createKubectl({
  kubectlPath,
  adminKubeconfig,
  folder,
}: Pick<ClusterDescription, 'kubectlPath' | 'adminKubeconfig' | 'folder'>): Kubectl {
  return (args, { input, as } = {}) =>
    new Promise((resolve, reject) => {
      const own = [
        `--kubeconfig=${as?.kubeconfig ?? adminKubeconfig}`,
        `--cache-dir=${join(folder, 'cache')}`,
      ]
      // Flags come first: after a plugin's arguments or `--` they wouldn't be kubectl's.
      const child = spawn(kubectlPath, [...own, ...args], {
        stdio: ['pipe', 'pipe', 'pipe'],
        windowsHide: true,
      })
      const out: Buffer[] = []
      const errors: Buffer[] = []
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
      child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
      child.once('error', reject)
      child.once('close', (code) => {
        if (code === 0) resolve(Buffer.concat(out).toString('utf8'))
        else reject(new KubectlError(args, Buffer.concat(errors).toString('utf8')))
      })
      // A kubectl that ended before it read all of its input says why on stderr.
      child.stdin.on('error', () => undefined)
      child.stdin.end(input)
    })
}
