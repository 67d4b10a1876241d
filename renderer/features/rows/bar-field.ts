import type { CredentialFilterId, SecretFilterId } from '../../../shared/filter-fields.ts'
import type { BarField } from '../../ui/filter-bar.ts'
import type { DaysOf } from '../../ui/filter-text.ts'
import type { IconName } from '../../ui/icon-paths.ts'

type FilterId = CredentialFilterId | SecretFilterId

const icons: Readonly<Record<FilterId, IconName>> = {
  type: 'credential',
  secretType: 'secret',
  labels: 'check',
  status: 'issue',
  scope: 'department',
  age: 'clock',
  expiresAt: 'expiry',
  createdBy: 'user',
  createdAt: 'clock',
  rotatedAt: 'rotate',
  keyCount: 'keys',
  namespace: 'project',
  registryUrl: 'registry',
  origin: 'secret',
  owner: 'refresh',
  usage: 'workload',
}
const daysOf: Partial<Record<FilterId, DaysOf>> = {
  age: 'age',
  createdAt: 'past',
  rotatedAt: 'past',
  expiresAt: 'future',
}

/** A filter of a table of credentials or secrets in its bar. */
export function barField<F extends FilterId>(
  id: F,
  rest: Pick<BarField<F>, 'label' | 'options' | 'isUsual'>,
): BarField<F> {
  const days = daysOf[id]
  return { id, icon: icons[id], ...rest, ...(days === undefined ? {} : { daysOf: days }) }
}
