import { Pool } from 'undici'
import { defaultProjectLabel } from '../../shared/runai.ts'
import type { StartedCluster } from '../cluster/cluster.ts'
import { runLabel } from '../cluster/namespaces.ts'
import { seedCredential, seedNamespace, seedOther } from './seed-data.ts'

/** Parallel requests. More gain nothing on two cores. */
const parallel = 48

/** The content of a seeded cluster. */
export interface Seeded {
  secrets: number
  credentials: number
  seconds: number
}

/** One object to be made. */
export interface Create {
  path: string
  body: object
}

/** Fills a cluster with secrets, half of them credentials. */
export async function seed(
  cluster: StartedCluster,
  token: string,
  { rows, namespaces }: { rows: number; namespaces: number },
): Promise<Seeded> {
  const began = performance.now()
  const credentials = Math.floor(rows / 2)
  await makeAll(cluster, token, [
    namespacesToMake(namespaces, cluster.description.run),
    secretsToMake(rows, credentials, namespaces),
  ])
  return { secrets: rows, credentials, seconds: (performance.now() - began) / 1000 }
}

/** Creates objects by parallel requests over keep-alive connections, in batches. */
export async function makeAll(
  cluster: StartedCluster,
  token: string,
  batches: readonly Generator<Create>[],
): Promise<void> {
  const ca = cluster.caData === undefined ? undefined : Buffer.from(cluster.caData, 'base64').toString()
  const pool = new Pool(cluster.server, { connections: parallel, connect: ca === undefined ? {} : { ca } })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }

  async function create({ path, body }: Create): Promise<void> {
    const answer = await pool.request({ method: 'POST', path, headers, body: JSON.stringify(body) })
    const text = await answer.body.text()
    if (answer.statusCode !== 201) throw new Error(`POST ${path}: ${answer.statusCode} ${text.slice(0, 300)}`)
  }

  try {
    for (const batch of batches) await inParallel(batch, create)
  } finally {
    await pool.close()
  }
}

/** The namespaces of a number of projects. */
export function* namespacesToMake(count: number, run: string): Generator<Create> {
  for (let index = 0; index < count; index++) {
    const { name, project } = seedNamespace(index)
    const metadata = { name, labels: { [defaultProjectLabel]: project, [runLabel]: run } }
    yield { path: '/api/v1/namespaces', body: { apiVersion: 'v1', kind: 'Namespace', metadata } }
  }
}

function* secretsToMake(rows: number, credentials: number, namespaces: number): Generator<Create> {
  for (let index = 0; index < rows; index++) {
    const isCredential = index < credentials
    const among = isCredential ? index : index - credentials
    const namespace = seedNamespace(among % namespaces)
    const number = Math.floor(among / namespaces)
    yield {
      path: `/api/v1/namespaces/${namespace.name}/secrets`,
      body: isCredential ? seedCredential(namespace, number) : seedOther(number),
    }
  }
}

async function inParallel(jobs: Generator<Create>, work: (job: Create) => Promise<void>): Promise<void> {
  async function worker(): Promise<void> {
    for (const job of jobs) await work(job)
  }
  await Promise.all(Array.from({ length: parallel }, worker))
}
