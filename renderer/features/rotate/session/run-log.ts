import { shallowRef } from 'vue'

/** An event of a run. `at` is in milliseconds since 1970. */
interface Happening {
  at: number
  verb: 'patch' | 'restart'
  what: string
  outcome: string
  isBad: boolean
}

/** The events of a run in order. */
export function createRunLog(now: () => number) {
  const lines = shallowRef<readonly Happening[]>([])
  return {
    lines,
    add: (verb: Happening['verb'], what: string, outcome: string, isBad: boolean) =>
      void (lines.value = [...lines.value, { at: now(), verb, what, outcome, isBad }]),
    clear: () => void (lines.value = []),
  }
}

export type RunLog = ReturnType<typeof createRunLog>

const clock = (at: number): string => new Date(at).toTimeString().slice(0, 8)

/** A line as text: `20:55:02 patch runai/gitlab-pull: done`. */
export const happeningText = ({ at, verb, what, outcome }: Happening): string =>
  `${clock(at)} ${verb} ${what}: ${outcome}`

export { clock as clockText }
