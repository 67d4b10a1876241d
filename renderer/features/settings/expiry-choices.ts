import { counted } from '../../../shared/number-text.ts'

const usual = [1, 3, 7, 14, 30, 60, 90, 180, 365]

/** The choices in days for highlighting expiries, including the current one from the file. */
export const expiryChoices = (chosen: number): { value: number; label: string }[] =>
  [...new Set([...usual, chosen])]
    .sort((a, b) => a - b)
    .map((value) => ({ value, label: counted(value, 'day') }))
