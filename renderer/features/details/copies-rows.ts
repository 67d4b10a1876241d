import type { Copies, CopyPlaces, Credential } from '../../../shared/credential.ts'

/** A namespace whose copy is wrong, and why. */
interface CopyRow {
  namespace: string
  state: 'missing' | 'withValuesInAnnotation' | 'differing' | 'older' | 'outOfReach'
}

/** One or several copies in the bar. */
interface CopyBar {
  state: 'there' | CopyRow['state']
  count: number
}

const states = ['missing', 'withValuesInAnnotation', 'differing', 'older', 'outOfReach'] as const

export const copyWords: Readonly<Record<CopyRow['state'], string>> = {
  missing: 'Missing. Run:ai hasn’t copied it yet.',
  withValuesInAnnotation: 'An annotation contains a copy of its values. Apply the original without it.',
  differing: 'Different type, keys or labels.',
  older: 'Older than the original.',
  outOfReach: 'Outside its scope. Run:ai doesn’t remove it.',
}

/** The wrong copies by namespace, and how many more aren't named. */
export function copyRows(copies: Copies): { rows: CopyRow[]; unnamed: number } {
  const rows = states.flatMap((state) => copies[state].some.map((namespace) => ({ namespace, state })))
  // A differing one may also be older. It is listed once, with the more severe state.
  const told = new Map<string, CopyRow>()
  for (const row of rows) if (!told.has(row.namespace)) told.set(row.namespace, row)
  const unnamed = states.reduce((sum, state) => sum + hiddenIn(copies[state]), 0)
  return { rows: [...told.values()].sort((a, b) => (a.namespace < b.namespace ? -1 : 1)), unnamed }
}
const hiddenIn = ({ count, some }: CopyPlaces) => count - some.length

/** The segments of the bar, in order of state. A copy that is both older and different counts as different. */
export function copyBars(copies: Copies): CopyBar[] {
  const older = Math.max(0, copies.older.count - bothIn(copies))
  const wrong = copies.differing.count + older + copies.outOfReach.count
  const bars: CopyBar[] = [
    { state: 'there', count: Math.max(0, copies.there.count - wrong) },
    { state: 'differing', count: copies.differing.count },
    { state: 'older', count: older },
    { state: 'outOfReach', count: copies.outOfReach.count },
    { state: 'missing', count: copies.missing.count },
  ]
  return bars.filter(({ count }) => count > 0)
}
const bothIn = ({ older, differing }: Copies) =>
  older.some.filter((namespace) => differing.some.includes(namespace)).length

/** `12 of 14` and `12 of 14 projects are up to date`. */
export function copiesSummary(copies: Copies): { short: string; long: string } {
  const bars = copyBars(copies)
  const wanted = bars.filter(({ state }) => state !== 'outOfReach').reduce((sum, { count }) => sum + count, 0)
  const good = bars.find(({ state }) => state === 'there')?.count ?? 0
  const are = wanted === 1 ? 'project is' : 'projects are'
  if (wanted === 0) return { short: '0', long: 'There are no copies' }
  return {
    short: good === wanted ? String(good) : `${good} of ${wanted}`,
    long: `${good} of ${wanted} ${are} up to date`,
  }
}

/** Whether Run:ai makes copies of a credential, and they are known. */
export const hasCopies = ({ copies }: Credential): boolean => copies !== null
