import { computed, ref, shallowRef } from 'vue'
import type { UsageMessage } from '../../../shared/contract/usage.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { SecretUser, UnseenUsers } from '../../../shared/usage.ts'
import type { Api } from '../../api.ts'

/** A Secret of an open context. */
interface SecretInContext {
  context: string
  namespace: string
  name: string
}

/** `stopped`: a person stopped it. The results so far stay. */
type LookState = 'idle' | 'looking' | 'done' | 'stopped' | 'failed'
type Progress = Extract<UsageMessage, { kind: 'progress' }>

const nothing: Progress = { kind: 'progress', done: 0, of: 0, objects: 0, namespaces: 0 }

/** A search for what uses one Secret: its results so far, its progress, and what it couldn't see. */
export function createUsageLook(api: { usage: Pick<Api['usage'], 'find'> }) {
  const state = ref<LookState>('idle')
  const users = shallowRef<readonly SecretUser[]>([])
  const unseen = shallowRef<readonly UnseenUsers[]>([])
  const progress = shallowRef<Progress>(nothing)
  const more = ref(0)
  const failure = shallowRef<Failure | null>(null)
  let byUid = new Map<string, SecretUser>()
  let end = () => {}

  function take(message: UsageMessage): void {
    switch (message.kind) {
      case 'users':
        for (const user of message.users) byUid.set(user.uid, user)
        users.value = inOrder(byUid.values())
        return
      case 'progress':
        progress.value = message
        return
      case 'unseen':
        unseen.value = message.unseen
        return
      case 'more':
        more.value = message.count
    }
  }

  function stop(): void {
    end()
    if (state.value === 'looking') state.value = 'stopped'
  }

  return {
    state,
    users,
    unseen,
    progress,
    /** How many users aren't listed. */
    more,
    failure,
    failing: computed(() => users.value.filter(({ failingPods }) => failingPods > 0)),
    others: computed(() => users.value.filter(({ failingPods }) => failingPods === 0)),
    /** Users that would miss the Secret. */
    currentCount: computed(() => users.value.filter(isWorkloadInUse).length + more.value),
    stop,
    /** Starts over. Previous results are dropped. */
    start(secret: SecretInContext): void {
      stop()
      byUid = new Map()
      users.value = []
      unseen.value = []
      progress.value = nothing
      more.value = 0
      failure.value = null
      state.value = 'looking'
      end = api.usage.find(secret, {
        onMessage: take,
        onEnd: () => void (state.value = 'done'),
        onFailure: (reason) => {
          failure.value = reason
          state.value = 'failed'
        },
      })
    },
  }
}

/** Whether something that runs pods uses the Secret now. A service account alone runs nothing. */
export const isWorkloadInUse = ({ uses, isCurrent, kind, group }: SecretUser): boolean =>
  uses.length > 0 && isCurrent && !(kind === 'ServiceAccount' && group === '')

/** Failing ones first, ended ones last, otherwise by name. */
function inOrder(users: Iterable<SecretUser>): SecretUser[] {
  const rank = ({ failingPods, isCurrent }: SecretUser) => (failingPods > 0 ? 0 : isCurrent ? 1 : 2)
  return [...users].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
