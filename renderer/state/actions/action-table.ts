import { computed, shallowRef } from 'vue'
import type { Keys } from '../../ui/keyboard.ts'
import type { Action } from './action.ts'

/** The actions of a part of the window, evaluated each time. */
export type OfferedActions = () => readonly Action[]

const reasonOf = (action: Action): string => action.unavailable ?? ''

/** Removes duplicate ids and keys: the last offer wins, so that a page can override a key of the window. */
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

/** All actions that are available in the window now. */
export function createActionTable() {
  const sources = shallowRef<readonly OfferedActions[]>([])
  const actions = computed(() => resolved(sources.value))
  const refused = shallowRef<Action | null>(null)

  /** Runs an action, or sets `refused` if it can't be run. */
  function run(action: Action): void {
    refused.value = reasonOf(action) === '' ? null : action
    if (refused.value === null) action.run()
  }

  return {
    /** Those of the page come before those of the window. */
    actions,
    /** The last action that couldn't be run, until the next one. */
    refused,

    /** Adds the actions of a part of the window. Returns a function that removes them. */
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
