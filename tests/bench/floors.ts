import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cluster, ClusterUser } from '../cluster/cluster.ts'

/** One run of another tool over the same list. */
export interface FloorRun {
  /** Milliseconds from its start to its end, including startup. */
  wall: number
  /** curl's own measure, without startup. Absent for kubectl. */
  transfer?: number
  rows: number
  bytes: number
}

/** The tools that Credenza is compared with, each as a new process. */
export interface Floors {
  kubectlDefault: () => Promise<FloorRun>
  kubectlInOnePiece: () => Promise<FloorRun>
  curlFirstPage: () => Promise<FloorRun>
  curlInOnePiece: () => Promise<FloorRun>
  /** Pages of 2,000 over one connection, with known continue tokens. */
  curlPaged: () => Promise<FloorRun>
}

export const selector = 'run.ai/resource'
const table = 'application/json;as=Table;g=meta.k8s.io;v=v1,application/json'

/** Prepares the tools to run as a user. */
export function createFloors(cluster: Cluster, user: ClusterUser): Floors {
  const curl = createCurl(cluster, user)
  const inOnePiece = { labelSelector: selector, includeObject: 'Metadata' }

  async function kubectl(...flags: string[]): Promise<FloorRun> {
    const began = performance.now()
    const text = await cluster.kubectl(['get', 'secrets', '-A', '-l', selector, '--no-headers', ...flags], {
      as: user,
    })
    const wall = performance.now() - began
    return { wall, rows: text.trimEnd().split('\n').length, bytes: Buffer.byteLength(text) }
  }

  async function pagesOf(limit: number): Promise<Query[]> {
    const pages: Query[] = []
    for (let token: string | null = ''; token !== null;) {
      const query: Query = {
        ...inOnePiece,
        limit: String(limit),
        ...(token === '' ? {} : { continue: token }),
      }
      pages.push(query)
      token = continueOf(await curl.read(query))
    }
    return pages
  }

  return {
    kubectlDefault: () => kubectl(),
    kubectlInOnePiece: () => kubectl('--chunk-size=0'),
    curlFirstPage: () => curl.time([{ ...inOnePiece, limit: '500' }]),
    curlInOnePiece: () => curl.time([inOnePiece]),
    curlPaged: async () => curl.time(await pagesOf(2000)),
  }
}

type Query = Record<string, string>

function createCurl(cluster: Cluster, user: ClusterUser) {
  const authority = join(cluster.folder, 'bench-ca.crt')
  const config = join(cluster.folder, 'bench-curl.config')
  const ready = prepare()

  async function prepare(): Promise<void> {
    if (cluster.caData !== undefined) await writeFile(authority, Buffer.from(cluster.caData, 'base64'))
    const lines = [
      'silent',
      'show-error',
      'fail',
      // With curl's own name the JSON is indented and a third larger.
      'user-agent = "credenza-bench"',
      `header = "authorization: Bearer ${user.token}"`,
      `header = "accept: ${table}"`,
      ...(cluster.caData === undefined ? [] : [`cacert = "${authority}"`]),
    ]
    await writeFile(config, lines.join('\n'), { mode: 0o600 })
  }

  async function run(queries: readonly Query[]): Promise<{ out: string; transfer: number }> {
    await ready
    const addresses = queries.map((query) => {
      const address = new URL('/api/v1/secrets', cluster.server)
      address.search = new URLSearchParams(query).toString()
      return address.href
    })
    const out = await outputOf('curl', [
      '--config',
      config,
      '--write-out',
      '%{stderr}%{time_total}\\n',
      ...addresses,
    ])
    const times = out.errors.trim().split('\n').map(Number)
    return { out: out.text, transfer: times.reduce((sum, seconds) => sum + seconds * 1000, 0) }
  }

  return {
    read: async (query: Query): Promise<string> => (await run([query])).out,
    async time(queries: readonly Query[]): Promise<FloorRun> {
      await ready
      const began = performance.now()
      const { out, transfer } = await run(queries)
      const wall = performance.now() - began
      return { wall, transfer, rows: rowsIn(out), bytes: Buffer.byteLength(out) }
    },
  }
}

interface TableText {
  metadata: { continue?: string }
  rows: unknown[]
}

const continueOf = (text: string): string | null => (JSON.parse(text) as TableText).metadata.continue ?? null

/** Rows of consecutive tables, one JSON text per line. */
function rowsIn(text: string): number {
  const tables = text.trimEnd().split('\n')
  return tables.reduce((sum, line) => sum + (JSON.parse(line) as TableText).rows.length, 0)
}

function outputOf(command: string, args: string[]): Promise<{ text: string; errors: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
    const out: Buffer[] = []
    const errors: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
    child.once('error', reject)
    child.once('close', (code) => {
      const told = { text: Buffer.concat(out).toString(), errors: Buffer.concat(errors).toString() }
      if (code === 0) resolve(told)
      else reject(new Error(`${command} ended with ${String(code)}: ${told.errors}`))
    })
  })
}
