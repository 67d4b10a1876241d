import { mostDraftMinutes } from '../../../shared/contract/settings.ts'
import { counted } from '../../../shared/number-text.ts'
import type { SandboxFaults } from '../../../shared/sandbox.ts'

interface Choice<V> {
  value: V
  label: string
}

/** Numbers to choose from, including the current one: the settings file may contain any. */
const withCurrent = (offered: readonly number[], current: number, unit: string): Choice<number>[] =>
  [...new Set([...offered, current])]
    .sort((a, b) => a - b)
    .map((value) => ({ value, label: counted(value, unit) }))

/** How many days before its expiry a credential is highlighted. */
export const expiryChoices = (current: number): Choice<number>[] =>
  withCurrent([1, 3, 7, 14, 30, 60, 90, 180, 365], current, 'day')

/** How many minutes a sign-in plugin may run. */
export const signInChoices = (current: number): Choice<number>[] =>
  withCurrent([1, 2, 3, 5, 10, 15, 30, 60], current, 'minute')

/** How many minutes entered passwords can be kept, 0 for not at all. */
export const minutesChoices: readonly Choice<number>[] = [
  { value: 0, label: 'Don’t keep them' },
  ...Array.from({ length: mostDraftMinutes }, (_, at) => ({
    value: at + 1,
    label: counted(at + 1, 'minute'),
  })),
]

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
