import type { AgeClass } from '../../../shared/rotation.ts'

/** What an age means, in a word. */
export const ageClassWords: Readonly<Record<AgeClass, string>> = {
  fresh: 'Fresh',
  due: 'Due for rotation',
  overdue: 'Overdue',
  unknown: 'Unknown',
}
