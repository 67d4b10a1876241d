import { computed, shallowRef } from 'vue'
import type { Keys } from '../../ui/keyboard.ts'
import type { Action } from './action.ts'

/** What a part of the window offers, asked again each time. */
export type OfferedActions = () => readonly Action[]

const reasonOf = (action: Action): string => action.unavailable ?? ''

/** Each id once and each key once: what was offered last stands, so that a page can take a key of the window. */
function resolved(sources: readonly OfferedActions[]): Action[] {
  const ids = new Set<string>()
  const taken = new Set<Keys>()
  const actions: Action[] = []
  for (const source of sources.toReversed()) {
    const offered = source().filter(({ id }) => !ids.has(id))
    const free = offered.map(({ keys = [] }) => keys.filter((key) => !taken.has(key)))
    for (const [at, action] of offered.entries()) {
      const { keys: _taken, ...rest } = action
      const keys = free[at] ?? []
      ids.add(action.id)
      for (const key of keys) taken.add(key)
      actions.push(keys.length > 0 ? { ...rest, keys } : rest)
    }
  }
  return actions
}

/** All that can be done in the window as it is now. */
export function createActionTable() {
  const sources = shallowRef<readonly OfferedActions[]>([])
  const actions = computed(() => resolved(sources.value))
  const refused = shallowRef<Action | null>(null)

  /** Runs an action, or tells of it in `refused` if it can't be run. */
  function run(action: Action): void {
    refused.value = reasonOf(action) === '' ? null : action
    if (refused.value === null) action.run()
  }

  return {
    /** Those of the page before those of the window. */
    actions,
    /** What was wanted last and couldn't be run, until something else is done. */
    refused,

    /** Adds what a part of the window offers; returns what takes it away. */
    offer(source: OfferedActions): () => void {
      sources.value = [...sources.value, source]
      return () => void (sources.value = sources.value.filter((other) => other !== source))
    },

    forKeys: (keys: Keys): Action | null =>
      actions.value.find((action) => action.keys?.includes(keys) === true) ?? null,
    find: (id: string): Action | null => actions.value.find((action) => action.id === id) ?? null,
    run,
    forgetRefused: () => void (refused.value = null),
  }
}
