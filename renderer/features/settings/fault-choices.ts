import type { SandboxFaults } from '../../../shared/sandbox.ts'

interface Choice<V> {
  value: V
  label: string
}

/** How fast the sandbox answers. `value` is in milliseconds. */
export const latencyChoices: readonly Choice<number>[] = [
  { value: 0, label: 'Immediately' },
  { value: 300, label: 'After 300 ms' },
  { value: 1000, label: 'After 1 s' },
  { value: 3000, label: 'After 3 s' },
]

/** Which of its requests fail. */
export const failEveryChoices: readonly Choice<number>[] = [
  { value: 0, label: 'None' },
  { value: 10, label: 'Every 10th' },
  { value: 3, label: 'Every 3rd' },
  { value: 1, label: 'All' },
]

/** How they fail. */
export const failWithChoices: readonly Choice<SandboxFaults['failWith']>[] = [
  { value: 500, label: '500, internal error' },
  { value: 503, label: '503, not ready' },
  { value: 429, label: '429, too many requests' },
  { value: 'cut', label: 'Connection cut' },
]
