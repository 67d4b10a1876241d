import type { SecretUse } from '../../../shared/usage.ts'
import type { createKindLists } from './list-kinds.ts'
import { createOwners } from './owners.ts'
import { podEvents, readPodEvent, type PodEvent } from './pod-events.ts'
import type { WaitingContainer } from './pull-problems.ts'
import { readAccount, readWorkload, type ReadAccount, type ReadWorkload } from './read-workload.ts'
import type { NamedUse } from './secret-uses.ts'
import type { FoundUser } from './user-groups.ts'
import { accountKind, eventsKind, podKind, workloadKinds } from './workload-kinds.ts'

/** Lists per search: service accounts, the kinds that create pods, and pods. Events of failing pods may follow. */
export const listsOfLook = 2 + workloadKinds.flat().length

/** An object with its owners and the places in it that name wanted Secrets. */
export interface ReadUser extends Omit<FoundUser, 'uses' | 'problems' | 'volumes'> {
  uses: readonly NamedUse[]
  /** Set for pods, `null` for anything else. */
  waiting: readonly WaitingContainer[] | null
  waitsForVolumes?: boolean
}

interface ReadUsersRequest {
  lists: ReturnType<typeof createKindLists>
  /** Whether a Secret is searched for. */
  isWanted: (namespace: string, secret: string) => boolean
  /** Whether to report a pod that names none of them because of what its containers wait for. */
  isWaitingWanted: (waiting: WaitingContainer, namespace: string) => boolean
  onUser: (user: ReadUser) => void
}

/**
 * Reads everything that uses some Secrets. Reads owners before what they own and pods last, so that each is complete
 * when it is reported. Keeps only that much of an object.
 */
export async function readUsers({
  lists,
  isWanted,
  isWaitingWanted,
  onUser,
}: ReadUsersRequest): Promise<void> {
  const owners = createOwners()
  /** Pull secrets of service accounts, which apply to pods that name none. */
  const accountPulls = new Map<string, string[]>()
  /** A list may start over when its pages expire. */
  const told = new Set<string>()

  function tell(read: ReadWorkload | ReadAccount, user: Omit<ReadUser, 'chain' | 'namespace'>): void {
    if (told.has(read.ref.uid)) return
    told.add(read.ref.uid)
    onUser({ ...user, chain: owners.chainOf(read), namespace: read.namespace })
  }

  await lists.list<ReadAccount>({
    kind: accountKind,
    read: (object) => {
      const account = readAccount(accountKind, object)
      if (account === null) return null
      const wanted = (names: string[]) => names.filter((name) => isWanted(account.namespace, name))
      const found = { ...account, pulls: wanted(account.pulls), secrets: wanted(account.secrets) }
      return found.pulls.length + found.secrets.length === 0 ? null : found
    },
    onObjects: (accounts) => {
      for (const account of accounts) {
        const { ref, namespace, pulls, secrets } = account
        if (pulls.length > 0) accountPulls.set(`${namespace}/${ref.name}`, pulls)
        const uses = [...useAll('account-pull', pulls), ...useAll('account', secrets)]
        tell(account, { uses, hasEnded: false, waiting: null })
      }
    },
  })
  const usesOf = ({ namespace, uses, account }: ReadWorkload): NamedUse[] => {
    const wanted = uses.filter(({ secret }) => isWanted(namespace, secret))
    const pullsItself = uses.some(({ way }) => way === 'pull')
    const pulls = pullsItself ? [] : (accountPulls.get(`${namespace}/${account}`) ?? [])
    return [...wanted, ...useAll('account-pull', pulls)]
  }
  for (const stage of workloadKinds) {
    await Promise.all(
      stage.map((kind) =>
        lists.list<ReadWorkload>({
          kind,
          read: (object) => {
            const read = readWorkload(kind, object)
            if (read === null) return null
            const workload = { ...read, uses: usesOf(read) }
            return workload.uses.length === 0 && read.controller === null ? null : workload
          },
          onObjects: (workloads) => {
            for (const workload of workloads) {
              owners.put(workload)
              const { uses, hasEnded } = workload
              if (uses.length > 0) tell(workload, { uses, hasEnded, waiting: null })
            }
          },
        }),
      ),
    )
  }
  await lists.list<ReadWorkload>({
    kind: podKind,
    read: (object) => {
      const pod = readWorkload(podKind, object)
      if (pod === null) return null
      // The cluster has added the account's pull secrets to each pod.
      const uses = pod.uses.filter(({ secret }) => isWanted(pod.namespace, secret))
      const isWanting = pod.waiting.some((waiting) => isWaitingWanted(waiting, pod.namespace))
      return uses.length > 0 || (isWanting && !pod.hasEnded) ? { ...pod, uses } : null
    },
    onObjects: (pods) => {
      for (const pod of pods) {
        const { uses, hasEnded, waiting, waitsForVolumes } = pod
        tell(pod, { uses, hasEnded, waiting, waitsForVolumes })
      }
    },
  })
}

/** Reads why pods can't start, in some namespaces. */
export const readPodEvents = (
  lists: ReadUsersRequest['lists'],
  namespaces: readonly string[],
  onEvent: (event: PodEvent) => void,
): Promise<void> =>
  lists.list<PodEvent>({
    kind: eventsKind,
    namespaces,
    fieldSelector: podEvents,
    read: readPodEvent,
    onObjects: (events) => {
      for (const event of events) onEvent(event)
    },
  })

const useAll = (way: SecretUse['way'], secrets: readonly string[]): NamedUse[] =>
  secrets.map((secret) => ({ way, secret, isOptional: false }))
