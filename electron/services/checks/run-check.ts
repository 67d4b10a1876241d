import type { CheckResult, SecretFinding, UncheckedPlaces } from '../../../shared/checks.ts'
import type { CheckMessage } from '../../../shared/contract/checks.ts'
import type { Credential } from '../../../shared/credential.ts'
import { failed, failureOf, type Failure } from '../../../shared/failure.ts'
import { runaiLabels } from '../../../shared/runai.ts'
import { createLimit } from '../../base/limit.ts'
import type { Connection } from '../../kube/connection.ts'
import { fieldsOf } from '../../kube/core/models.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { readWhole, readWholeSecret, type FoundSecret } from '../secret-values/whole-secret.ts'
import type { StreamSink } from '../stream.ts'
import { findInSecret, heldValues } from './check-secret.ts'
import { lookInPlainSight, foundPlaces, type Sightings, type SoughtValue } from './plain-sight.ts'
import { createSameValues } from './same-values.ts'

/** How many namespaces are checked at a time, and how many secrets of one are read individually at a time. */
const atOnce = 6
/** Above this number of secrets in a namespace, a list is faster than single requests. */
const fewSecrets = 4

/**
 * Checks credentials, one namespace after another, and reports results as they arrive. Values stay in this function,
 * and those of a namespace only while it is checked. What can't be read is reported with its credential. The signal
 * also cancels requests that are under way.
 */
export async function runCheck(
  { connection, runaiNamespace }: Pick<OpenCluster, 'connection' | 'runaiNamespace'>,
  credentials: readonly Credential[],
  { send, signal }: StreamSink<CheckMessage>,
): Promise<void> {
  const results = new Map<string, CheckResult>()
  const same = createSameValues()
  const unchecked = createUnchecked()
  const limited = createLimit(atOnce)

  async function checkNamespace(namespace: string, inside: readonly Credential[]): Promise<void> {
    const read = await readSecrets(connection, { namespace, credentials: inside, signal })
    const values: SoughtValue[] = []
    const checked: CheckResult[] = []
    for (const credential of inside) {
      const { uid, kubernetesName: name, owner } = credential
      const secret = read.get(name) ?? notRead(credential)
      const about = { uid, namespace, name, owner }
      if ('code' in secret) {
        checked.push({ ...about, resourceVersion: '', found: [], failure: secret })
        continue
      }
      const held = heldValues(secret, credential)
      values.push(...held.map((value) => ({ ...value, uid })))
      same.add({ uid, namespace, name }, held)
      const { resourceVersion } = secret.state
      const found = await findInSecret(secret, credential, runaiNamespace())
      checked.push({ ...about, resourceVersion, found, failure: null })
    }
    const sightings = await lookInPlainSight(connection, { namespace, values, signal })
    if (signal.aborted) return
    unchecked.add(namespace, sightings)
    tell(checked.map((result) => withFindings(result, sightings.findings.get(result.uid))))
    if (sightings.unchecked.length > 0) send({ kind: 'unchecked', places: unchecked.all() })
  }

  function tell(some: CheckResult[]): void {
    for (const result of some) results.set(result.uid, result)
    send({ kind: 'results', results: some })
    send({ kind: 'progress', done: results.size, of: credentials.length })
  }

  send({ kind: 'progress', done: 0, of: credentials.length })
  await Promise.all(
    [...byNamespace(credentials)].map(([namespace, inside]) =>
      limited(async () => {
        if (!signal.aborted) await checkNamespace(namespace, inside)
      }),
    ),
  )
  if (signal.aborted) return
  const shared = [...same.findings()].flatMap(([uid, findings]) => {
    const result = results.get(uid)
    return result === undefined ? [] : [withFindings(result, findings)]
  })
  if (shared.length > 0) tell(shared)
}

function byNamespace(credentials: readonly Credential[]): Map<string, Credential[]> {
  const groups = new Map<string, Credential[]>()
  for (const credential of credentials)
    groups.set(credential.namespace, [...(groups.get(credential.namespace) ?? []), credential])
  return groups
}

const withFindings = (result: CheckResult, findings: readonly SecretFinding[] = []): CheckResult => ({
  ...result,
  found: [...result.found, ...findings.map((finding) => ({ finding, mend: null }))],
})

const notRead = ({ namespace, kubernetesName: name }: Credential): Failure => ({
  code: 'secret-gone',
  namespace,
  name,
})

/** The secrets of a namespace by name, or why each can't be read. */
async function readSecrets(
  connection: Connection,
  request: { namespace: string; credentials: readonly Credential[]; signal: AbortSignal },
): Promise<Map<string, FoundSecret | Failure>> {
  const { namespace, credentials, signal } = request
  const wanted = new Map(credentials.map((credential) => [credential.kubernetesName, credential]))
  const read = new Map<string, FoundSecret | Failure>()
  if (credentials.length > fewSecrets) {
    await listSecrets(connection, { namespace, wanted, signal }, read)
  }
  const limited = createLimit(atOnce)
  await Promise.all(
    [...wanted.values()].map(({ kubernetesName: name, uid }) =>
      limited(async () => {
        if (read.has(name) || signal.aborted) return
        read.set(name, await readOne(connection, { namespace, name, uid, signal }))
      }),
    ),
  )
  return read
}

/** A user who can't list may still be able to get single secrets. */
async function listSecrets(
  connection: Connection,
  request: { namespace: string; wanted: ReadonlyMap<string, Credential>; signal: AbortSignal },
  read: Map<string, FoundSecret | Failure>,
): Promise<void> {
  const { namespace, wanted, signal } = request
  try {
    await connection.listObjects<never>({
      path: `/api/v1/namespaces/${namespace}/secrets`,
      labelSelector: runaiLabels.resource,
      signal,
      read: (object) => {
        const { name } = fieldsOf(object['metadata'])
        const credential = typeof name === 'string' ? wanted.get(name) : undefined
        const found = credential === undefined ? null : readWhole(object)
        if (credential !== undefined && found?.state.uid === credential.uid)
          read.set(credential.kubernetesName, found)
        return null
      },
      onObjects: () => {},
    })
  } catch (error) {
    if (failureOf(error) === null) throw error
  }
}

async function readOne(
  connection: Connection,
  secret: { namespace: string; name: string; uid: string; signal: AbortSignal },
): Promise<FoundSecret | Failure> {
  const { namespace, name, uid, signal } = secret
  try {
    const found = await readWholeSecret(connection, { namespace, name }, signal)
    if (found.state.uid !== uid) throw failed('secret-replaced', { namespace, name })
    return found
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) throw error
    return failure
  }
}

/** The places that couldn't be checked, by kind. */
function createUnchecked() {
  const places = new Map<UncheckedPlaces['what'], { namespaces: string[]; failure: Failure }>()
  return {
    add(namespace: string, { unchecked }: Sightings): void {
      for (const { what, failure } of unchecked) {
        const known = places.get(what) ?? { namespaces: [], failure }
        known.namespaces.push(namespace)
        places.set(what, known)
      }
    },
    /** Pods before ConfigMaps, regardless of which failed first. */
    all: (): UncheckedPlaces[] =>
      (['pods', 'configmaps'] as const).flatMap((what) => {
        const known = places.get(what)
        if (known === undefined) return []
        return [{ what, namespaces: foundPlaces(known.namespaces), failure: known.failure }]
      }),
  }
}
