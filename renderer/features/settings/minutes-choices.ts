import { mostDraftMinutes } from '../../../shared/contract/settings.ts'

/** How long entered passwords can be kept. `value` is in minutes, 0 for not at all. */
export const minutesChoices: readonly { value: number; label: string }[] = [
  { value: 0, label: 'Don’t keep them' },
  { value: 1, label: '1 minute' },
  ...Array.from({ length: mostDraftMinutes - 1 }, (_, at) => ({
    value: at + 2,
    label: `${at + 2} minutes`,
  })),
]
