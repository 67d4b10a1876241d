import type { PullProblem, SecretUse, SecretUser, WorkloadRef } from '../../../shared/usage.ts'
import type { PullEvent } from './pull-problems.ts'
import { canRestart } from './workload-kinds.ts'

/** Problems of one user that are told, and what of it can be restarted. */
const mostProblems = 3
const mostRestartable = 5
/** Users that are told, and those in trouble: the others are counted. */
const mostUsers = 5000
const mostFailing = 2 * mostUsers

/** A problem with what it takes to find its event. */
interface Entry {
  problem: PullProblem
  podUid: string
  /** Of the event that tells it; empty for the words of the pod's status. */
  toldAt: string
}

interface Group {
  user: Omit<SecretUser, 'problems'>
  entries: Entry[]
}

/** One object that uses a Secret, with its owners. */
export interface FoundUser {
  /** The object first, its last owner at the end. */
  chain: readonly WorkloadRef[]
  namespace: string
  uses: readonly SecretUse[]
  hasEnded: boolean
  /** `null` for what is no pod. */
  problems: readonly PullProblem[] | null
}

/** Puts together what belongs to one owner, and tells what is new of it. */
export function createUserGroups() {
  const groups = new Map<string, Group>()
  const changed = new Set<Group>()
  const byPod = new Map<string, Group>()
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

  function addProblems(group: Group, podUid: string, problems: readonly PullProblem[]): void {
    const { user, entries } = group
    if (problems.some(({ isServed }) => isServed !== false)) user.failingPods += 1
    for (const problem of problems) {
      // Those that this credential should have served stand in front, and are never left out for others.
      const unserved = entries.findIndex((entry) => entry.problem.isServed === false)
      const place = problem.isServed === false || unserved < 0 ? entries.length : unserved
      entries.splice(place, 0, { problem, podUid, toldAt: '' })
      entries.splice(mostProblems)
      byPod.set(podUid, group)
    }
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
        addProblems(group, chain[0]?.uid ?? '', problems)
      }
      for (const ref of chain) {
        const isNew = user.restartable.every(({ uid }) => uid !== ref.uid)
        if (canRestart(ref) && isNew && user.restartable.length < mostRestartable) user.restartable.push(ref)
      }
      changed.add(group)
    },
    /** The newest event about a pod's image has the kubelet's whole words. */
    addEvent({ podUid, said, at }: PullEvent): void {
      const group = byPod.get(podUid)
      for (const entry of group?.entries ?? []) {
        const isOfIt = entry.podUid === podUid && said.includes(`"${entry.problem.image}"`)
        if (group === undefined || !isOfIt || Date.parse(entry.toldAt) > Date.parse(at)) continue
        entry.toldAt = at
        entry.problem = { ...entry.problem, said, at: at || entry.problem.at }
        changed.add(group)
      }
    },
    /** The namespaces of all whose words an event may tell. */
    failingNamespaces: (): string[] => [...new Set([...byPod.values()].map(({ user }) => user.namespace))],
    /** Those that are new or changed since the last call, as they are now. */
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
