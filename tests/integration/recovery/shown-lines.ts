import type { Credential, UnusedSecret } from '../../../shared/credential.ts'
import { credentialLine, unusedLine } from './secret-changes.ts'

/** The lines of the shown table, sorted, for comparison with those of kubectl's output. */
export function shownLines({
  credentials,
  unused,
}: {
  credentials: readonly Credential[]
  unused: readonly UnusedSecret[]
}): string[] {
  return [
    ...credentials.map((row) => credentialLine(row.uid, placeOf(row), row.name)),
    ...unused.map((row) => unusedLine(row.uid, placeOf(row), row.resourceVersion)),
  ].sort()
}

const placeOf = (row: { namespace: string; kubernetesName: string }) =>
  `${row.namespace}/${row.kubernetesName}`
