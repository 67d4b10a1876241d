import { csvLines, tabbedLines } from '../../../shared/csv-text.ts'

/** How rows are copied: as a spreadsheet takes them, or as CSV. Both begin with the titles. */
export type CopyForm = 'rows' | 'csv'

/** Rows that are made into text in one go. */
const rowsPerPiece = 50

/** Rows of a table as text, piece by piece as they are requested. `cells` gives the texts of one row; `null`: no titles. */
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

/** What follows `kubectl get` to name Secrets, one in a line: `-n runai-vision secret/harbor-pull`. */
export function* kubectlNamePieces(
  rows: Iterable<{ namespace: string; kubernetesName: string }>,
): Generator<string> {
  for (const { namespace, kubernetesName } of rows) yield `-n ${namespace} secret/${kubernetesName}\n`
}
