import { computed } from 'vue'
import { commandText } from '../../../../shared/shell-command.ts'
import { counted } from '../../../../shared/number-text.ts'
import { useApplicationStore } from '../../../state/application.store.ts'
import { useMayChange } from '../../../state/contexts/use-may-change.ts'
import { useOpenContext } from '../../../state/open-context/open-context.store.ts'
import { useWizardStore } from '../../wizard/session/wizard.store.ts'
import { usePatchRights } from '../../../state/contexts/patch-rights.store.ts'
import { useCopying } from '../../../state/copying/copying.store.ts'
import { kubectlNamePieces, tablePieces, type CopyForm } from '../../../state/copying/table-pieces.ts'
import type { GridColumn } from '../../../ui/grid/column-layout.ts'
import { secretCsvText, secretText, type SecretColumnId } from '../rows/secret-columns.ts'
import type { LabelAction, SecretRow } from '../rows/secret-row.ts'
import { useSecretsView } from '../rows/secrets-view.store.ts'
import { useLabelChange } from './label-change.store.ts'
import {
  changeEntry,
  copyEntries,
  newCredentialEntry,
  newCredentialRefusal,
  secretActions,
} from './secret-actions.ts'

interface About {
  action: () => LabelAction
  secrets: () => readonly SecretRow[]
  /** The columns that are shown, and copied. */
  columns: () => readonly GridColumn<SecretColumnId>[]
}

/** What can be done with some secrets of a table, and doing it. */
export function useSecretActions({ action, secrets, columns }: About) {
  const application = useApplicationStore()
  const change = useLabelChange()
  const copying = useCopying()
  const rights = usePatchRights()
  const view = useSecretsView()
  const wizard = useWizardStore()
  const openContext = useOpenContext()
  const { reason: noChange } = useMayChange()

  const actions = computed(() =>
    secretActions(action(), secrets(), {
      projects: view.projects(),
      clusterNamespace: view.clusterNamespace,
      reasonAgainst: rights.reasonAgainst,
    }),
  )

  function copyRows(form: CopyForm): void {
    const rows = secrets()
    const shown = columns()
    const textOf = form === 'csv' ? secretCsvText : secretText
    const titles = shown.map(({ title }) => title)
    const cells = (row: SecretRow) => shown.map(({ id }) => textOf(row, id))
    void copying.copy(counted(rows.length, 'row'), tablePieces(form, titles, rows, cells))
  }

  /** Opens the wizard on the one secret, as the list has it now. */
  function createFrom(): void {
    const secret = openContext.unusedWith(secrets()[0]?.uid ?? '')
    if (secret?.type != null) wizard.open(secret.type, secret)
  }

  /** Does what an entry stands for. */
  function run(id: string): void {
    const { command } = actions.value
    if (id === 'new-credential') createFrom()
    else if (id === 'change') change.open(action(), secrets())
    else if (id === 'copy-rows') copyRows('rows')
    else if (id === 'copy-csv') copyRows('csv')
    else if (id === 'copy-names')
      void copying.copy(counted(secrets().length, 'kubectl name'), kubectlNamePieces(secrets()))
    else if (command !== null) void copying.copy('Command', commandText(command, application.shell))
  }

  return {
    create: computed(() =>
      newCredentialEntry(
        newCredentialRefusal(secrets(), {
          noChange: noChange.value,
          reasonAgainst: rights.reasonAgainst,
        }),
      ),
    ),
    change: computed(() => changeEntry(action(), actions.value)),
    copies: computed(() => copyEntries(secrets().length, actions.value)),
    run,
  }
}
