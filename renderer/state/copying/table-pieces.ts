import { csvLines, tabbedLines } from '../../../shared/csv-text.ts'

/** The format of copied rows: for spreadsheets, or CSV. Both begin with the titles. */
export type CopyForm = 'rows' | 'csv'

/** How many rows are converted to text at a time. */
const rowsPerPiece = 50

/**
 * Rows of a table as text, converted lazily piece by piece. `cells` returns the texts of one row; `null` leaves out the
 * titles.
 */
export function* tablePieces<T>(
  form: CopyForm,
  titles: readonly string[] | null,
  rows: readonly T[],
  cells: (row: T) => readonly string[],
): Generator<string> {
  const lines = form === 'csv' ? csvLines : tabbedLines
  if (titles !== null) yield lines([titles])
  for (let from = 0; from < rows.length; from += rowsPerPiece)
    yield lines(rows.slice(from, from + rowsPerPiece).map(cells))
}

/** Arguments that name Secrets for `kubectl get`, one per line: `-n runai-vision secret/harbor-pull`. */
export function* kubectlNamePieces(
  rows: Iterable<{ namespace: string; kubernetesName: string }>,
): Generator<string> {
  for (const { namespace, kubernetesName } of rows) yield `-n ${namespace} secret/${kubernetesName}\n`
}
