import type { SurveyMessage } from '../../../shared/contract/usage.ts'
import type { Credential } from '../../../shared/credential.ts'
import { throttle } from '../../../shared/throttle.ts'
import type { UsageState } from '../../../shared/usage-state.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import type { StreamSink } from '../stream.ts'
import { createKindLists } from './list-kinds.ts'
import { tellsOfPullSecret, tellsOfVolume, type PodEvent } from './pod-events.ts'
import { namesSecret, waitsForImage, type WaitingContainer } from './pull-problems.ts'
import { listsOfLook, readPodEvents, readUsers, type ReadUser } from './read-users.ts'
import { servesImage } from './registries.ts'

/** Milliseconds between messages. */
const span = 200

/**
 * Finds out which credentials of an open context are used, in one pass over its namespaces, and passes the result to
 * the list at the end. If it is stopped, the list keeps its previous state.
 */
export async function surveyUsage(
  open: Pick<OpenCluster, 'connection' | 'list'>,
  { send, signal }: StreamSink<SurveyMessage>,
): Promise<void> {
  const credentials = [...open.list.credentials()]
  const finder = createCredentialFinder(credentials, open.list)
  const namespaces = finder.namespaces()
  const states = new Map<string, UsageState>()
  const waiting = createWaitingPods(finder)
  const tell = () => {
    if (signal.aborted) return
    const { objects, lists: done } = lists.counted
    send({
      kind: 'progress',
      done: Math.min(done, listsOfLook),
      of: listsOfLook,
      objects,
      namespaces: namespaces.length,
    })
  }
  const soon = throttle(span, tell)
  const lists = createKindLists({ connection: open.connection, namespaces, signal, onProgress: soon.ask })
  try {
    await readUsers({
      lists,
      isWanted: (namespace, secret) => finder.find(namespace, secret) !== null,
      isWaitingWanted: () => false,
      onUser: (user) => {
        waiting.add(user)
        for (const { secret } of user.uses) {
          const credential = finder.find(user.namespace, secret)
          const state = credential === null ? null : stateOf(user, credential)
          if (credential === null || state === null) continue
          if (states.get(credential.uid) !== 'failing') states.set(credential.uid, state)
        }
      },
    })
    for (const credential of credentials) {
      if (states.has(credential.uid)) continue
      const isSeen = finder.placesOf(credential).every((namespace) => !lists.isUnseen(namespace))
      states.set(credential.uid, isSeen ? 'unused' : 'unseen')
    }
    // Only events report volumes that can't be mounted. Usage is known even if they can't be listed.
    const places = waiting.namespaces()
    if (places.length > 0 && !signal.aborted)
      await readPodEvents(lists, places, (event) => {
        for (const uid of waiting.failingBy(event)) states.set(uid, 'failing')
      })
  } finally {
    soon.stop()
  }
  if (signal.aborted) return
  open.list.tellUsage(states)
  tell()
  const unseen = lists.unseen()
  if (unseen.length > 0) send({ kind: 'unseen', unseen })
}

/** The state of a credential according to one of its users. `null` for a user that has ended or runs nothing. */
function stateOf({ chain, hasEnded, waiting }: ReadUser, credential: Credential): UsageState | null {
  if (hasEnded || chain[0]?.kind === 'ServiceAccount') return null
  return waiting?.some((each) => isToBlame(each, credential)) === true ? 'failing' : 'used'
}

function isToBlame(waiting: WaitingContainer, { registryUrl, kubernetesName }: Credential): boolean {
  if (!waitsForImage(waiting)) return namesSecret(waiting, kubernetesName)
  return registryUrl === '' || servesImage(registryUrl, waiting.image)
}

/** Pods that wait for something that only an event reports, with the credentials that they name. */
function createWaitingPods({ find }: Pick<ReturnType<typeof createCredentialFinder>, 'find'>) {
  const pods = new Map<string, ReadUser>()
  return {
    add(user: ReadUser): void {
      const [pod] = user.chain
      const isWaiting = user.waitsForVolumes === true || user.waiting?.some(waitsForImage) === true
      if (isWaiting && !user.hasEnded && pod !== undefined) pods.set(pod.uid, user)
    },
    namespaces: (): string[] => [...new Set([...pods.values()].map(({ namespace }) => namespace))],
    /** The uids of credentials whose absence keeps a pod from starting, according to an event. */
    failingBy(event: PodEvent): string[] {
      const pod = pods.get(event.podUid)
      if (pod === undefined) return []
      const blamed = pod.uses.filter(({ secret, volume }) =>
        pod.waitsForVolumes === true
          ? volume !== undefined && tellsOfVolume(event, secret, volume)
          : tellsOfPullSecret(event, secret),
      )
      return blamed.flatMap(({ secret }) => find(pod.namespace, secret)?.uid ?? [])
    },
  }
}

/** Finds credentials by name and namespace: the original's, or that of a copy in a namespace that the scope reaches. */
function createCredentialFinder(
  credentials: readonly Credential[],
  { reaches, namespacesOf }: Pick<OpenCluster['list'], 'reaches' | 'namespacesOf'>,
) {
  const own = new Map<string, Credential>()
  const wide = new Map<string, Credential[]>()
  const reached = new Map<string, string[]>()
  for (const credential of credentials) {
    const { namespace, kubernetesName, scope } = credential
    own.set(`${namespace}/${kubernetesName}`, credential)
    if (scope.kind === 'project') continue
    wide.set(kubernetesName, [...(wide.get(kubernetesName) ?? []), credential])
    const key = `${scope.kind}/${scope.id}`
    if (!reached.has(key)) reached.set(key, namespacesOf(scope))
  }
  return {
    find: (namespace: string, secret: string): Credential | null =>
      own.get(`${namespace}/${secret}`) ??
      wide.get(secret)?.find(({ scope }) => reaches(scope, namespace) !== false) ??
      null,
    placesOf: ({ namespace, scope }: Credential): string[] => [
      namespace,
      ...(reached.get(`${scope.kind}/${scope.id}`) ?? []),
    ],
    namespaces: (): string[] => [
      ...new Set([...credentials.map(({ namespace }) => namespace), ...[...reached.values()].flat()]),
    ],
  }
}
