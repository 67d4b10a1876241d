import type { SecretKind } from '../../../shared/contract/rotation.ts'
import type { Credential } from '../../../shared/credential.ts'
import { servingSecretTypes } from '../../../shared/credential-types/credential-types.ts'
import { failed, failureOf, type Failure } from '../../../shared/failure.ts'
import { ownerOf } from '../../../shared/owners.ts'
import type { KubeRow } from '../../kube/core/kube-row.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { readSecret } from '../cluster/read-secret.ts'
import { changeEach, failureIn } from '../writes/change-each.ts'

/** How many secrets one search lists, and how many namespaces are listed individually. */
const mostListed = 20_000
const mostNamespaces = 50

/** A secret that isn't a credential but may contain the value of one. */
export interface OtherSecret {
  namespace: string
  kubernetesName: string
  is: Exclude<SecretKind, 'credential'>
  /** What manages it besides a person. Empty for nothing. */
  keptBy: string
}

/** `more`: how many weren't read. `failure`: why some namespace couldn't be listed. */
interface OtherSecrets {
  secrets: OtherSecret[]
  more: number
  failure: Failure | null
}

/**
 * The metadata of secrets that aren't credentials but whose type can contain the same values: of the whole cluster or,
 * if that can't be listed, of the credential's namespace and those that its scope reaches. Leaves out what Run:ai
 * copies or manages.
 */
export async function listOtherSecrets(
  open: OpenCluster,
  original: Credential,
  signal: AbortSignal,
): Promise<OtherSecrets> {
  const { connection, list } = open
  const types = new Set(original.type === null ? [] : servingSecretTypes(original.type))
  const listIn = (path: string) => readAll(open, { path, signal }, types)
  try {
    return { ...(await listIn('/api/v1/secrets')), failure: null }
  } catch (error) {
    if (failureOf(error) === null || signal.aborted) throw error
  }
  const reached = original.scope.kind === 'project' ? [] : list.namespacesOf(original.scope)
  const namespaces = [...new Set([original.namespace, ...reached])]
  const secrets: OtherSecret[] = []
  let more = 0
  let failure: Failure | null = namespaces.length > mostNamespaces ? tooMany(connection.server) : null
  const one = async (namespace: string) => {
    const why = await failureIn(async () => {
      const found = await listIn(`/api/v1/namespaces/${namespace}/secrets`)
      secrets.push(...found.secrets)
      more += found.more
    })
    failure ??= why
  }
  await changeEach(namespaces.slice(0, mostNamespaces), { send: () => undefined, signal }, one)
  return { secrets, more, failure }
}

const tooMany = (server: string): Failure | null =>
  failureOf(failed('answer-too-large', { server, what: 'namespaces', limit: mostNamespaces }))

async function readAll(
  { connection, list, cluster, runaiNamespace }: OpenCluster,
  request: { path: string; signal: AbortSignal },
  types: ReadonlySet<string>,
): Promise<Pick<OtherSecrets, 'secrets' | 'more'>> {
  let secrets: OtherSecret[] = []
  let more = 0
  let lastPass = 1
  const take = (row: KubeRow) => {
    if (row.deleting || !types.has(String(row.cells[1]))) return
    const reading = readSecret(row, list.projectOf, cluster, runaiNamespace())
    if (reading !== null && reading.kind !== 'unused') return
    const owner = ownerOf(row)
    if (owner?.keeper === 'runai') return
    if (secrets.length === mostListed) more += 1
    else
      secrets.push({
        ...{ namespace: row.namespace, kubernetesName: row.name, keptBy: owner?.name ?? '' },
        is: reading === null ? 'other' : 'unused',
      })
  }
  await connection.listRows({
    ...request,
    onRows: (rows, pass) => {
      if (pass !== lastPass) [secrets, more, lastPass] = [[], 0, pass]
      rows.forEach(take)
    },
  })
  return { secrets, more }
}
