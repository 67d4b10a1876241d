import { computed, ref } from 'vue'
import type { Api } from '../../../api.ts'
import { createRestartProgress } from '../../usage/restart-progress.ts'
import { joined, type Restart } from './restart.ts'
import type { RunLog } from './run-log.ts'

interface Deps {
  api: Pick<Api['usage'], 'restart'>
  context: string
  /** What uses the secrets of the run, once per secret. */
  users: () => readonly Restart[]
  log: RunLog
  now: () => number
}

/** The workloads to restart after a rotation, and their progress. */
export function createRestarts({ api, context, users, log, now }: Deps) {
  const all = computed(() => joined(users()))
  /** A person's decisions. By default required restarts are chosen. */
  const decided = ref<ReadonlyMap<string, boolean>>(new Map())
  const onTold = (name: string, words: string, isBad: boolean) => log.add('restart', name, words, isBad)
  const { states, start: restart, leave } = createRestartProgress(api, context, { now, onTold })
  /** Number of sequences of restarts under way. */
  const rows = ref(0)

  const isChosen = ({ uid, workload, isNeeded }: Restart): boolean =>
    workload !== null && (decided.value.get(uid) ?? isNeeded)
  const chosen = computed(() => all.value.filter(isChosen))

  const start = ({ workload }: Restart): Promise<boolean> =>
    workload === null ? Promise.resolve(false) : restart(workload)

  return {
    all,
    states,
    isChosen,
    choose: (uid: string, isIt: boolean) => void (decided.value = new Map(decided.value).set(uid, isIt)),
    chosen,
    start,
    /**
     * Restarts the chosen workloads that use one of these secrets. With `oneByOne`, one after the other until one
     * fails.
     */
    async startFor(secrets: ReadonlySet<string>, oneByOne: boolean): Promise<void> {
      const some = chosen.value.filter((each) => each.secrets.some((secret) => secrets.has(secret)))
      if (!oneByOne) {
        await Promise.all(some.map(start))
        return
      }
      rows.value += 1
      for (const each of some) if (!(await start(each))) break
      rows.value -= 1
    },
    /** Some haven't begun yet. */
    isWaiting: () => rows.value > 0,
    /** Further progress is ignored. The rollouts continue. */
    leave,
  }
}
