import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { selector } from './floors.ts'

/** One listing by another client library, in a separate process. */
export interface PeerRun {
  /** Milliseconds from the call to the last row, without process startup. */
  wall: number
  rows: number
  /** The growth of its resident memory while it holds the rows. */
  grownBytes: number
}

/**
 * The client libraries that Credenza is compared with. Both list whole Secrets, since neither supports anything else.
 */
export interface Peers {
  informer: PeerRun[]
  /** Empty if Python's client isn't installed. */
  python: PeerRun[]
}

const run = promisify(execFile)
const informer = join(import.meta.dirname, 'peer-informer.ts')
const pythonClient = join(import.meta.dirname, 'peer_client.py')
/** The system's Python, whose packages are where Debian installs them. */
const python = '/usr/bin/python3'

/** Finds the available peers. The result lists a context once with each of them. */
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
