import type { UsageMessage } from '../../../shared/contract/usage.ts'
import { credentialOf } from '../../../shared/credential.fixture.ts'
import type { Credential } from '../../../shared/credential.ts'
import type { SecretUser, UnseenUsers } from '../../../shared/usage.ts'
import type { Connection } from '../../kube/connection.ts'
import { statusOf, table } from '../../kube/testing/kube-samples.ts'
import { sendJson, type Answer, type LoopbackServer } from '../../kube/testing/loopback-server.ts'
import { connect, serve as serveAnswers } from '../../kube/testing/open-for-test.ts'
import { findUsers } from './find-users.ts'

export type Objects = Record<string, object[]>

/** Serves objects by the path of their list. Other paths aren't served. */
export async function serve(
  objects: Objects,
  instead: (path: string) => number | null = () => null,
): Promise<{ server: LoopbackServer; connection: Connection }> {
  const answer: Answer = (_, response, { pathname }) => {
    const code = instead(pathname)
    if (code === 0) return
    const rows = objects[pathname]
    if (code !== null) sendJson(response, statusOf(code, 'Forbidden', 'no'), code)
    else if (rows === undefined) sendJson(response, statusOf(404, 'NotFound', 'no such thing'), 404)
    else sendJson(response, table(rows.map((object) => ({ cells: [], object }))))
  }
  const server = await serveAnswers(answer)
  return { server, connection: connect(server.url) }
}

export const object = (
  name: string,
  {
    owner,
    spec,
    status,
    namespace = 'team',
  }: { owner?: object; spec?: object; status?: object; namespace?: string },
) => ({
  metadata: {
    uid: `uid-${name}`,
    name,
    namespace,
    ...(owner === undefined ? {} : { ownerReferences: [owner] }),
  },
  spec,
  status,
})
export const ownedBy = (kind: string, name: string, apiVersion = 'apps/v1') => ({
  ...{ apiVersion, kind, name, uid: `uid-${name}`, controller: true },
})
export const pulling = (image = 'reg.example/ml/app:1') => ({
  imagePullSecrets: [{ name: 'login' }],
  containers: [{ name: 'main', image }],
})
export const backOff = (image = 'reg.example/ml/app:1') => ({
  phase: 'Pending',
  conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: '2026-11-20T10:00:00Z' }],
  containerStatuses: [
    {
      name: 'main',
      image,
      state: { waiting: { reason: 'ImagePullBackOff', message: `Back-off pulling image "${image}"` } },
    },
  ],
})
export const pods = '/api/v1/namespaces/team/pods'
export const apps = '/apis/apps/v1/namespaces/team'

export async function found(
  connection: Connection,
  credentials: Partial<Credential>[] = [],
  namespacesOf: string[] = [],
): Promise<{ users: SecretUser[]; unseen: UnseenUsers[]; messages: UsageMessage[] }> {
  const rows = credentials.map((changes, index) => credentialOf(changes.uid ?? String(index), changes))
  const list = { credentials: () => rows, reaches: () => true, namespacesOf: () => namespacesOf }
  const users = new Map<string, SecretUser>()
  let unseen: UnseenUsers[] = []
  const messages: UsageMessage[] = []
  await findUsers(
    { connection, list: list as never },
    { namespace: 'team', name: 'login' },
    {
      send: (message) => {
        messages.push(message)
        if (message.kind === 'users') for (const user of message.users) users.set(user.uid, user)
        if (message.kind === 'unseen') unseen = message.unseen
      },
      signal: new AbortController().signal,
    },
  )
  return { users: [...users.values()], unseen, messages }
}

export const ofRegistry = (changes: Partial<Credential> = {}): Partial<Credential> => ({
  ...{ uid: 'own', kubernetesName: 'login', namespace: 'team', registryUrl: 'reg.example' },
  scope: { kind: 'project', id: 'team', name: 'team' },
  ...changes,
})
