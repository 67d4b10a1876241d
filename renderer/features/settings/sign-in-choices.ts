import { counted } from '../../../shared/number-text.ts'

const offered = [1, 2, 3, 5, 10, 15, 30, 60]

/** How long a sign-in plugin may run. `value` is in minutes. The current value is always included. */
export const signInChoices = (current: number): { value: number; label: string }[] =>
  [...new Set([...offered, current])]
    .sort((a, b) => a - b)
    .map((value) => ({ value, label: counted(value, 'minute') }))
