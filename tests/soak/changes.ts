import { Pool } from 'undici'
import { labelsToWrite } from '../../shared/registration.ts'
import { annotationKeys, defaultProjectLabel } from '../../shared/runai.ts'
import type { StartedCluster } from '../cluster/cluster.ts'
import { runLabel } from '../cluster/namespaces.ts'

/** Parallel changes. */
const parallel = 8
const namespaceCount = 10

/** Changes the credentials of a cluster independently of the application. */
export interface Changes {
  /** Creates the first credentials. */
  seed: () => Promise<void>
  /** Renames, creates and deletes. `each` is called with the number done. */
  make: (count: number, each: (done: number) => Promise<void>) => Promise<void>
  /** Renames a credential that always exists. */
  mark: (name: string) => Promise<void>
  close: () => Promise<void>
}

interface Place {
  namespace: string
  name: string
}

/** The cluster always has `rows` credentials. `token` is an administrator's. */
export function createChanges(cluster: StartedCluster, token: string, rows: number): Changes {
  const ca = cluster.caData === undefined ? undefined : Buffer.from(cluster.caData, 'base64').toString()
  const pool = new Pool(cluster.server, { connections: parallel, connect: ca === undefined ? {} : { ca } })
  const living: Place[] = []
  let [made, changed] = [0, 0]
  const marked: Place = { namespace: namespaceOf(0), name: 'password-soak-mark' }

  async function send(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<void> {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
    const answer = await pool.request({
      method,
      path,
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.body.text()
    if (answer.statusCode > 201)
      throw new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 300)}`)
  }
  const create = async (place: Place, credential: string) => {
    const metadata = {
      name: place.name,
      labels: labelsToWrite('project', 'password'),
      annotations: { [annotationKeys.credential]: credential, [annotationKeys.origin]: 'new' },
    }
    const data = { User: 'Zmlyc3Q=', Password: 'RkFLRS12YWx1ZQ==' }
    await send('POST', secretsOf(place), { metadata, type: 'Opaque', data })
  }
  const rename = (place: Place, credential: string) =>
    send('PATCH', pathOf(place), { metadata: { annotations: { [annotationKeys.credential]: credential } } })
  const makeOne = async () => {
    const number = (made += 1)
    const place = { namespace: namespaceOf(number), name: `password-soak-${number}` }
    await create(place, `Soak ${number}`)
    living.push(place)
  }
  /** Nine of ten changes rename; the tenth deletes one and creates another. */
  const changeOne = async () => {
    const number = (changed += 1)
    if (number % 10 === 0) {
      const gone = living.shift()
      if (gone !== undefined) await send('DELETE', pathOf(gone))
      await makeOne()
      return
    }
    // The deleted ones are at the other end.
    const half = Math.ceil(living.length / 2)
    const place = living[half + ((number * 7919) % (living.length - half))]
    if (place !== undefined) await rename(place, `Soak ${place.name} changed ${number}`)
  }

  return {
    seed: async () => {
      for (let index = 0; index < namespaceCount; index++) {
        const name = namespaceOf(index)
        const labels = { [defaultProjectLabel]: `soak-${index}`, [runLabel]: cluster.description.run }
        await send('POST', '/api/v1/namespaces', { metadata: { name, labels } })
      }
      await create(marked, 'Soak mark')
      await inParallel(rows - 1, makeOne)
    },
    make: (count, each) =>
      inParallel(count, async (done) => {
        await changeOne()
        await each(done)
      }),
    mark: (name) => rename(marked, name),
    close: () => pool.close(),
  }
}

const namespaceOf = (index: number) => `runai-soak-${index % namespaceCount}`
const secretsOf = ({ namespace }: Place) => `/api/v1/namespaces/${namespace}/secrets`
const pathOf = (place: Place) => `${secretsOf(place)}/${place.name}`

/** Runs a number of jobs, some in parallel. Each gets its number, from 1. */
async function inParallel(count: number, job: (number: number) => Promise<void>): Promise<void> {
  let begun = 0
  const worker = async () => {
    while (begun < count) await job((begun += 1))
  }
  await Promise.all(Array.from({ length: parallel }, worker))
}
