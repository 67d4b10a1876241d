import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { selector } from './floors.ts'

/** One listing by another client library, in a process of its own. */
export interface PeerRun {
  /** Milliseconds from the call to the last row, without the start of its process. */
  wall: number
  rows: number
  /** By how much its resident memory grows while it holds the rows. */
  grownBytes: number
}

/** The client libraries that Credenza is compared with. Both list whole Secrets: neither has another way. */
export interface Peers {
  informer: PeerRun[]
  /** Empty where Python's client is not installed. */
  python: PeerRun[]
}

const run = promisify(execFile)
const informer = join(import.meta.dirname, 'peer-informer.ts')
const pythonClient = join(import.meta.dirname, 'peer_client.py')
/** The one of the system: its packages are where Debian installs them. */
const python = '/usr/bin/python3'

/** Finds which peers are there; the result lists a context once with each of them. */
export async function findPeers(kubeconfig: string, context: string): Promise<() => Promise<Peers>> {
  const hasPython = await run(python, ['-c', 'import kubernetes']).then(
    () => true,
    () => false,
  )
  const list = async (command: string, script: string) => {
    const { stdout } = await run(command, [script, kubeconfig, context, selector], { windowsHide: true })
    return JSON.parse(stdout) as PeerRun
  }
  return async () => ({
    informer: [await list(process.execPath, informer)],
    python: hasPython ? [await list(python, pythonClient)] : [],
  })
}
