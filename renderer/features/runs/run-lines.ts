import type { Failure } from '../../../shared/failure.ts'

/** The state of one secret. `left`: not begun, or not reported before the change ended. */
export type LineState =
  | { kind: 'waiting' }
  | { kind: 'done'; remark?: string }
  | { kind: 'failed'; failure: Failure }
  | { kind: 'left' }

/** A secret to change, at the version that was shown. */
export interface RunTarget {
  uid: string
  namespace: string
  kubernetesName: string
  resourceVersion: string
}

export interface RunLine<T extends RunTarget = RunTarget> {
  secret: T
  state: LineState
}

/** A summary of all lines. */
export interface RunSum<T extends RunTarget = RunTarget> {
  total: number
  done: number
  failed: number
  left: number
  /** Failed ones that may succeed later. */
  retriable: number
  /** The reported ones: failed, then done, then left. */
  lines: readonly RunLine<T>[]
}

/** Failures that a retry can't fix: the object no longer exists. */
const finalCodes: ReadonlySet<Failure['code']> = new Set([
  'secret-taken',
  'secret-gone',
  'secret-copied',
  'secret-not-understood',
  'secret-replaced',
  'credential-changed',
  'credential-released',
  'credential-of-console',
  'secret-not-registered',
  'scope-elsewhere',
])

const order = { failed: 0, done: 1, left: 2, waiting: 3 } as const

export const canTryAgain = ({ state }: RunLine): boolean =>
  state.kind === 'failed' && !finalCodes.has(state.failure.code)
export const isLeft = ({ state }: RunLine): boolean => state.kind === 'left'
const isWaiting = ({ state }: RunLine): boolean => state.kind === 'waiting'

/** The lines of a change, one per secret, by namespace and name. */
export function createRunLines<T extends RunTarget>() {
  const lines = new Map<string, RunLine<T>>()
  const keyOf = (namespace: string, name: string) => `${namespace}/${name}`
  const all = () => [...lines.values()]

  /** A reported line moves behind those reported before. */
  function put(key: string, state: LineState): void {
    const line = lines.get(key)
    if (line === undefined) return
    lines.delete(key)
    lines.set(key, { ...line, state })
  }

  /** Changes the state of all lines that pass. Returns whether there were any. */
  function change(passes: (line: RunLine<T>) => boolean, state: LineState): boolean {
    const found = [...lines].filter(([, line]) => passes(line))
    for (const [key] of found) put(key, state)
    return found.length > 0
  }

  return {
    /** A secret that waits replaces its previous report. */
    wait(secret: T): void {
      lines.set(keyOf(secret.namespace, secret.kubernetesName), { secret, state: { kind: 'waiting' } })
    },
    tell: (namespace: string, name: string, state: LineState) => put(keyOf(namespace, name), state),
    leaveWaiting: () => change(isWaiting, { kind: 'left' }),
    settle: (isDone: (secret: T) => boolean) =>
      change((line) => isLeft(line) && isDone(line.secret), { kind: 'done' }),
    secrets: (passes: (line: RunLine<T>) => boolean) =>
      all()
        .filter(passes)
        .map(({ secret }) => secret),
    clear: () => lines.clear(),
    sum(): RunSum<T> {
      const count = (kind: LineState['kind']) => all().filter((line) => line.state.kind === kind).length
      return {
        total: lines.size,
        done: count('done'),
        failed: count('failed'),
        left: count('left'),
        retriable: all().filter(canTryAgain).length,
        lines: all()
          .filter((line) => !isWaiting(line))
          .sort((a, b) => order[a.state.kind] - order[b.state.kind]),
      }
    },
  }
}
