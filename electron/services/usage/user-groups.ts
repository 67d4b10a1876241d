import type { PullProblem, SecretUse, SecretUser, WorkloadRef } from '../../../shared/usage.ts'
import { tellsOfImage, tellsOfPullSecret, tellsOfVolume, type PodEvent } from './pod-events.ts'
import { canRestart } from './workload-kinds.ts'

/** How many problems of one user are reported, and how many restartable owners. */
const mostProblems = 3
const mostRestartable = 5
/** How many users are reported, and how many failing ones. The others are counted. */
const mostUsers = 5000
const mostFailing = 2 * mostUsers

/** A problem with what is needed to find its event. */
interface Entry {
  problem: PullProblem
  podUid: string
  /** The time of its event. Empty if the problem is from the pod's status. */
  toldAt: string
}

interface Group {
  user: Omit<SecretUser, 'problems'>
  entries: Entry[]
}

/** A pod whose events may say why it can't start. */
interface WaitingPod {
  group: Group
  name: string
  /** Volumes from the Secret that it may be waiting for. */
  volumes: readonly string[]
  waitsForImage: boolean
  /** It is already counted as failing because of the Secret. */
  isFailing: boolean
}

/** An object that uses a Secret, with its owners. */
export interface FoundUser {
  /** The object first, its outermost owner last. */
  chain: readonly WorkloadRef[]
  namespace: string
  uses: readonly SecretUse[]
  hasEnded: boolean
  /** `null` if it isn't a pod. */
  problems: readonly PullProblem[] | null
  /** For a pod that waits for its volumes: those from the Secret. */
  volumes: readonly string[]
}

/** Groups users by owner, and returns what is new in each group. */
export function createUserGroups(secret: string) {
  const groups = new Map<string, Group>()
  const changed = new Set<Group>()
  const waitingPods = new Map<string, WaitingPod>()
  let more = 0

  function groupOf({ chain, namespace, problems }: FoundUser): Group | null {
    const root = chain.at(-1)
    if (root === undefined) return null
    const found = groups.get(root.uid)
    if (found !== undefined) return found
    const most = problems !== null && problems.length > 0 ? mostFailing : mostUsers
    if (groups.size >= most) {
      more += 1
      return null
    }
    const none = { pods: 0, endedPods: 0, failingPods: 0, isCurrent: false }
    const group: Group = { user: { ...root, namespace, uses: [], ...none, restartable: [] }, entries: [] }
    groups.set(root.uid, group)
    return group
  }

  function addPod(group: Group, pod: WorkloadRef, { problems, volumes }: FoundUser): void {
    const found = problems ?? []
    if (found.length === 0 && volumes.length === 0) return
    const waiting = { group, name: pod.name, volumes, waitsForImage: found.length > 0, isFailing: false }
    waitingPods.set(pod.uid, waiting)
    for (const problem of found) addProblem(waiting, { problem, podUid: pod.uid, toldAt: '' })
  }

  function addProblem(pod: WaitingPod, entry: Entry): void {
    const { user, entries } = pod.group
    if (entry.problem.isServed !== false && !pod.isFailing) {
      pod.isFailing = true
      user.failingPods += 1
    }
    // Problems that this credential should have prevented come first, and others never displace them.
    const unserved = entries.findIndex((each) => each.problem.isServed === false)
    entries.splice(entry.problem.isServed === false || unserved < 0 ? entries.length : unserved, 0, entry)
    entries.splice(mostProblems)
  }

  /** The newest event about a problem has the kubelet's full message. */
  function tellBy(group: Group, entry: Entry, { said, at }: PodEvent): void {
    if (Date.parse(entry.toldAt) > Date.parse(at)) return
    entry.toldAt = at
    entry.problem = { ...entry.problem, said, at: at || entry.problem.at }
    changed.add(group)
  }

  /**
   * Adds a problem that no container status shows: the pull secret is missing, or the volume's Secret is missing or
   * incomplete.
   */
  function addUntold(pod: WaitingPod, event: PodEvent): void {
    const { podUid, reason, said, at } = event
    const isOfVolume = pod.volumes.some((volume) => tellsOfVolume(event, secret, volume))
    if (!isOfVolume && !(pod.waitsForImage && tellsOfPullSecret(event, secret))) return
    const told = pod.group.entries.find((entry) => entry.podUid === podUid && entry.problem.reason === reason)
    const blank = { pod: pod.name, container: '', image: '', isServed: true, others: [] }
    if (told === undefined) addProblem(pod, { podUid, toldAt: at, problem: { ...blank, reason, said, at } })
    else tellBy(pod.group, told, event)
    changed.add(pod.group)
  }

  return {
    add(found: FoundUser): void {
      const group = groupOf(found)
      if (group === null) return
      const { user } = group
      const { chain, hasEnded, problems } = found
      addUses(user.uses, found.uses)
      if (!hasEnded) user.isCurrent = true
      if (problems !== null && hasEnded) user.endedPods += 1
      if (problems !== null && !hasEnded) {
        user.pods += 1
        const [pod] = chain
        if (pod !== undefined) addPod(group, pod, found)
      }
      for (const ref of chain) {
        const isNew = user.restartable.every(({ uid }) => uid !== ref.uid)
        if (canRestart(ref) && isNew && user.restartable.length < mostRestartable) user.restartable.push(ref)
      }
      changed.add(group)
    },
    addEvent(event: PodEvent): void {
      const pod = waitingPods.get(event.podUid)
      if (pod === undefined) return
      for (const entry of pod.group.entries)
        if (entry.podUid === event.podUid && tellsOfImage(event, entry.problem.image))
          tellBy(pod.group, entry, event)
      addUntold(pod, event)
    },
    /** The namespaces of all pods whose events may explain a problem. */
    waitingNamespaces: (): string[] => [
      ...new Set([...waitingPods.values()].map(({ group }) => group.user.namespace)),
    ],
    /** Groups that are new or changed since the last call, in their current state. */
    takeChanged(): SecretUser[] {
      const users = [...changed].map(told)
      changed.clear()
      return users
    },
    get more(): number {
      return more
    },
  }
}

const told = ({ user, entries }: Group): SecretUser => ({
  ...user,
  uses: user.uses.map((use) => ({ ...use })),
  restartable: [...user.restartable],
  problems: entries.map(({ problem }) => problem),
})

function addUses(uses: SecretUse[], added: readonly SecretUse[]): void {
  for (const { way, isOptional } of added) {
    const found = uses.find((use) => use.way === way)
    if (found === undefined) uses.push({ way, isOptional })
    else found.isOptional &&= isOptional
  }
}
