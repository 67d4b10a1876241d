import { computed, ref } from 'vue'
import type { Api } from '../../../api.ts'
import { createRestartProgress } from '../../usage/restart-progress.ts'
import { joined, type Restart } from './restart.ts'
import type { RunLog } from './run-log.ts'

interface Deps {
  api: Pick<Api['usage'], 'restart'>
  context: string
  /** What uses the secrets of the run, once for each secret. */
  users: () => readonly Restart[]
  log: RunLog
  now: () => number
}

/** What is restarted after a rotation, and how far that is. */
export function createRestarts({ api, context, users, log, now }: Deps) {
  const all = computed(() => joined(users()))
  /** What a person has decided; else what must be restarted is. */
  const decided = ref<ReadonlyMap<string, boolean>>(new Map())
  const onTold = (name: string, words: string, isBad: boolean) => log.add('restart', name, words, isBad)
  const { states, start: restart, leave } = createRestartProgress(api, context, { now, onTold })
  /** Rows of restarts that wait for one another. */
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
    /** Restarts what was chosen and uses one of these secrets; one after the other, up to the first that fails, where that is wanted. */
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
    /** Some are to be begun yet. */
    isWaiting: () => rows.value > 0,
    /** Nothing is heard of them anymore; the rollouts go on. */
    leave,
  }
}

export type Restarts = ReturnType<typeof createRestarts>
