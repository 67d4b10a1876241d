import type { Credential, UnusedSecret } from '../../../shared/credential.ts'
import { credentialLine, unusedLine } from './secret-changes.ts'

/** The lines of a table as it is shown, sorted, to be compared with those that kubectl's answer gives. */
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
