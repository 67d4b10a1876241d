import type { RowSelection } from '../../../shared/contract/credentials.ts'
import type { SavedView } from '../../../shared/contract/views.ts'
import type { Credential } from '../../../shared/credential.ts'
import { rowFilter, searchedColumns } from '../../../shared/rows/row-selection.ts'
import type { RowCount } from '../open-context/row-count.ts'
import { knownView } from './view-parts.ts'

/** How many views get a count, since each looks at every row. */
const mostCounted = 30
/**
 * Counts the rows of saved views by id. `selection` provides the time and the limits of ages; `hasDescription` says
 * whether text below names is searched.
 */
export function viewCount(
  views: readonly SavedView[],
  { selection, hasDescription }: { selection: RowSelection; hasDescription: boolean },
): RowCount<Credential, ReadonlyMap<string, number>> {
  const counted = views.slice(0, mostCounted).map((view) => {
    const shown = knownView(view)
    const searched = searchedColumns(shown.columns, hasDescription)
    return { id: view.id, passes: rowFilter({ ...selection, ...shown, searched }), count: 0 }
  })
  return {
    take(row) {
      for (const view of counted) if (view.passes(row)) view.count += 1
    },
    result: () => new Map(counted.map(({ id, count }) => [id, count])),
  }
}
