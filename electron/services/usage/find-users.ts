import type { UsageMessage } from '../../../shared/contract/usage.ts'
import type { Credential } from '../../../shared/credential.ts'
import type { PullProblem } from '../../../shared/usage.ts'
import { throttle } from '../../../shared/throttle.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import type { StreamSink } from '../stream.ts'
import { createKindLists } from './list-kinds.ts'
import { namesSecret, waitsForImage, type WaitingContainer } from './pull-problems.ts'
import { listsOfLook, readPodEvents, readUsers, type ReadUser } from './read-users.ts'
import { createRegistryFinder, servesImage } from './registries.ts'
import { createUserGroups } from './user-groups.ts'

/** Milliseconds between messages. */
const span = 100

/**
 * Finds everything that uses a Secret: in its namespace and, for a wider scope, in the namespaces that it reaches,
 * where copies have its name. Reports results as it finds them, and resolves when it has looked everywhere. What it
 * couldn't see is reported and isn't a failure. The signal also cancels requests that are under way.
 */
export async function findUsers(
  open: Pick<OpenCluster, 'connection' | 'list'>,
  secret: { namespace: string; name: string },
  { send, signal }: StreamSink<UsageMessage>,
): Promise<void> {
  const credential = credentialOf(open, secret)
  const namespaces = namespacesOf(open, secret, credential)
  const groups = createUserGroups(secret.name)
  const othersFor = createRegistryFinder(open.list)
  const address = credential?.registryUrl ?? ''
  let toldUnseen = 0

  const flush = () => {
    if (signal.aborted) return
    const users = groups.takeChanged()
    if (users.length > 0) send({ kind: 'users', users })
    const unseen = lists.unseen()
    const count = unseen.reduce((sum, each) => sum + each.count, 0)
    if (count > toldUnseen) send({ kind: 'unseen', unseen })
    toldUnseen = count
    const { objects, lists: done } = lists.counted
    send({
      kind: 'progress',
      done: Math.min(done, listsOfLook),
      of: listsOfLook,
      objects,
      namespaces: namespaces.length,
    })
  }
  const soon = throttle(span, flush)
  const lists = createKindLists({ connection: open.connection, namespaces, signal, onProgress: soon.ask })

  const isServed = (image: string) => (address === '' ? null : servesImage(address, image))
  const problemOf = (waiting: WaitingContainer, user: ReadUser): PullProblem => ({
    ...waiting,
    pod: user.chain[0]?.name ?? '',
    isServed: waitsForImage(waiting) ? isServed(waiting.image) : namesSecret(waiting, secret.name),
    others: waitsForImage(waiting) ? othersFor(waiting.image, user.namespace, credential) : [],
  })
  try {
    await readUsers({
      lists,
      isWanted: (_, name) => name === secret.name,
      isWaitingWanted: (waiting) => waitsForImage(waiting) && isServed(waiting.image) === true,
      onUser: (user) => {
        const problems = user.waiting?.map((waiting) => problemOf(waiting, user)) ?? null
        groups.add({ ...user, problems, volumes: user.waitsForVolumes === true ? volumesOf(user.uses) : [] })
      },
    })
    const waiting = groups.waitingNamespaces()
    if (waiting.length > 0 && !signal.aborted) await readPodEvents(lists, waiting, groups.addEvent)
  } finally {
    soon.stop()
  }
  flush()
  if (groups.more > 0 && !signal.aborted) send({ kind: 'more', count: groups.more })
}

const volumesOf = (uses: ReadUser['uses']): string[] => [
  ...new Set(uses.flatMap(({ volume = '' }) => (volume === '' ? [] : [volume]))),
]

function credentialOf(
  { list }: Pick<OpenCluster, 'list'>,
  { namespace, name }: { namespace: string; name: string },
): Credential | null {
  for (const credential of list.credentials())
    if (credential.kubernetesName === name && credential.namespace === namespace) return credential
  return null
}

/** Its namespace, and those that its scope reaches, except where another credential has the same name. */
function namespacesOf(
  { list }: Pick<OpenCluster, 'list'>,
  { namespace, name }: { namespace: string; name: string },
  credential: Credential | null,
): string[] {
  if (credential === null || credential.scope.kind === 'project') return [namespace]
  const others = new Set<string>()
  for (const each of list.credentials())
    if (each.kubernetesName === name && each.uid !== credential.uid) others.add(each.namespace)
  const reached = list.namespacesOf(credential.scope).filter((each) => !others.has(each))
  return [...new Set([namespace, ...reached])]
}
