import type { SecretRow } from '../../../../shared/credential.ts'
import type { SecretTable } from '../../../../shared/secret-columns.ts'
import { useOpenContext } from '../../../state/open-context/open-context.store.ts'
import { useSettingsStore } from '../../../state/settings/settings.store.ts'
import { useColumnChoice } from '../../rows/use-column-choice.ts'
import { createKeptSecretsShown } from './kept-secrets-shown.ts'
import { secretTables } from './secret-columns.ts'
import { createSecretsTable } from './secrets-table.ts'

interface Rows {
  all: () => Iterable<SecretRow>
  find: (uid: string) => SecretRow | undefined
  withManaged: () => boolean
}

/** A table of the Secrets page over the open context and the settings. */
export function useSecretsTable(part: SecretTable, rows: Rows) {
  const list = useOpenContext()
  const settings = useSettingsStore()
  const { shown } = useColumnChoice(secretTables[part])
  return createSecretsTable({
    ...rows,
    columns: () => shown.value.map(({ id }) => id),
    kept: createKeptSecretsShown({
      part,
      context: () => list.context,
      views: () => settings.current.secretViews,
      change: (secretViews) => void settings.change({ secretViews }),
    }),
    now: Date.now(),
  })
}
