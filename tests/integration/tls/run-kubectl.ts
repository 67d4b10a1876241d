import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findKubectl } from '../../cluster/find-server.ts'

/** kubectl as the reference for connections, with its own environment and home. */
export interface KubectlJudge {
  /** The minor version of the Go that built it: 23 for 1.23. 0 if unknown. */
  goVersion: number
  /** Asks a server for its version. Returns the message on failure, otherwise `null`. */
  ask: (kubeconfig: string, environment?: Readonly<Record<string, string>>) => Promise<string | null>
  close: () => Promise<void>
}

export async function createKubectlJudge(): Promise<KubectlJudge> {
  const path = await findKubectl({ say: () => {} })
  const home = await mkdtemp(join(tmpdir(), 'credenza-kubectl-'))
  const run = (args: string[], more: Readonly<Record<string, string>> = {}) =>
    new Promise<{ failed: boolean; out: string; errors: string }>((resolve, reject) => {
      const env = { PATH: process.env['PATH'] ?? '', HOME: home, ...more }
      // It asks for a username if the kubeconfig has none, and would wait forever.
      const child = spawn(path, args, { env, timeout: 240_000, stdio: ['ignore', 'pipe', 'pipe'] })
      const [out, errors]: [Buffer[], Buffer[]] = [[], []]
      child.stdout.on('data', (piece: Buffer) => out.push(piece))
      child.stderr.on('data', (piece: Buffer) => errors.push(piece))
      child.on('error', reject)
      child.on('close', (code) =>
        resolve({
          failed: code !== 0,
          out: Buffer.concat(out).toString('utf8'),
          errors: Buffer.concat(errors).toString('utf8'),
        }),
      )
    })
  const { out } = await run(['version', '--client', '-o', 'json'])
  return {
    goVersion: Number(/"goVersion": "go1\.(\d+)/.exec(out)?.[1] ?? 0),
    ask: async (kubeconfig, environment) => {
      const { failed, errors } = await run(
        ['--kubeconfig', kubeconfig, 'get', '--raw', '/version'],
        environment,
      )
      return failed ? errors : null
    },
    close: () => rm(home, { recursive: true, force: true }),
  }
}
