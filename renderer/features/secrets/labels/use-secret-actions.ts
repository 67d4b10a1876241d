import { computed, watch, type ComputedRef } from 'vue'
import { withScopeId } from '../../../../shared/columns.ts'
import type { SecretRow } from '../../../../shared/credential.ts'
import { counted } from '../../../../shared/number-text.ts'
import { secretColumns, type SecretTable } from '../../../../shared/secret-columns.ts'
import { commandText } from '../../../../shared/shell-command.ts'
import type { Action } from '../../../state/actions/action.ts'
import { useApplicationStore } from '../../../state/application.store.ts'
import { usePatchRights } from '../../../state/contexts/patch-rights.store.ts'
import { useMayChange } from '../../../state/contexts/use-may-change.ts'
import { useCopying } from '../../../state/copying/copying.store.ts'
import { kubectlNamePieces, tablePieces, type CopyForm } from '../../../state/copying/table-pieces.ts'
import { useOpenContext } from '../../../state/open-context/open-context.store.ts'
import { firstPicked, type PickedRows } from '../../rows/picked-rows.ts'
import { useColumnChoice } from '../../rows/use-column-choice.ts'
import { useWizardStore } from '../../wizard/session/wizard.store.ts'
import { secretTables } from '../rows/secret-columns.ts'
import { labelActionOf } from '../rows/secrets-of.ts'
import { useSecretsSaving } from '../rows/use-secrets-saving.ts'
import { useSecretsView } from '../rows/secrets-view.store.ts'
import { useLabelChange } from './label-change.store.ts'
import { secretActions, type SecretCircumstances, type SecretDoings } from './secret-actions.ts'

/** Implements the actions on secrets of a table. */
function useDoings(part: SecretTable): SecretDoings {
  const application = useApplicationStore()
  const change = useLabelChange()
  const copying = useCopying()
  const wizard = useWizardStore()
  const openContext = useOpenContext()
  const saving = useSecretsSaving(part)
  const { shown } = useColumnChoice(secretTables[part])

  function copyRows(form: CopyForm, rows: readonly SecretRow[]): void {
    const ids = shown.value.map(({ id }) => id)
    const copied = form === 'csv' ? withScopeId(ids) : ids
    const titles = copied.map((id) => secretColumns[id][form === 'csv' ? 'csvTitle' : 'title'])
    const cells = (row: SecretRow) =>
      copied.map((id) => secretColumns[id][form === 'csv' ? 'csv' : 'text'](row))
    void copying.copy(counted(rows.length, 'row'), tablePieces(form, titles, rows, cells))
  }

  return {
    change: (rows) => change.open(labelActionOf(part), rows),
    /** Opens the wizard for a secret in its current state in the list. */
    create({ uid }) {
      const secret = openContext.unusedWith(uid)
      if (secret?.type != null) wizard.open(secret.type, secret)
    },
    download: (rows) => saving.start(rows.map(({ uid }) => uid)),
    copyRows,
    copyNames: (rows) => void copying.copy(counted(rows.length, 'kubectl name'), kubectlNamePieces(rows)),
    copyCommand: (command) => void copying.copy('Command', commandText(command, application.shell)),
  }
}

/** All actions on some secrets of a table, and running them. Empty if there are no secrets. */
export function useSecretActions(
  part: SecretTable,
  about: () => PickedRows<SecretRow> | null,
): ComputedRef<Action[]> {
  const openContext = useOpenContext()
  const rights = usePatchRights()
  const view = useSecretsView()
  const saving = useSecretsSaving(part)
  const { reason: noChange } = useMayChange()
  const doings = useDoings(part)

  const namespaces = computed(() => {
    const picked = about()
    const some = picked === null ? [] : firstPicked(picked)
    return [...new Set(some.map(({ namespace }) => namespace))].join(' ')
  })
  watch(
    namespaces,
    (names) => {
      if (names !== '') void rights.ask(openContext.context, names.split(' '))
    },
    { immediate: true },
  )

  const known = computed<SecretCircumstances>(() => ({
    projects: view.projects(),
    clusterNamespace: view.clusterNamespace,
    noChange: noChange.value,
    reasonAgainst: rights.reasonAgainst,
    noDownload: saving.refusal.value,
  }))
  return computed(() => {
    const picked = about()
    return picked === null ? [] : secretActions(labelActionOf(part), picked, known.value, doings)
  })
}
