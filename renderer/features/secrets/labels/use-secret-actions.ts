import { computed } from 'vue'
import { commandText } from '../../../../shared/shell-command.ts'
import { useApplicationStore } from '../../../state/application.store.ts'
import { useLabelChange } from './label-change.store.ts'
import { usePatchRights } from '../../../state/contexts/patch-rights.store.ts'
import { secretActions, secretEntries } from './secret-actions.ts'
import type { LabelAction, SecretRow } from '../rows/secret-row.ts'
import { useSecretsView } from '../rows/secrets-view.store.ts'

/** What can be done with some secrets of a table, and doing it. */
export function useSecretActions(action: () => LabelAction, secrets: () => readonly SecretRow[]) {
  const application = useApplicationStore()
  const change = useLabelChange()
  const rights = usePatchRights()
  const view = useSecretsView()

  const actions = computed(() =>
    secretActions(action(), secrets(), {
      projects: view.projects(),
      clusterNamespace: view.clusterNamespace,
      reasonAgainst: rights.reasonAgainst,
    }),
  )
  const entries = computed(() => secretEntries(action(), secrets().length, actions.value))

  /** Does what an entry stands for. */
  function run(id: string): void {
    const { command, names } = actions.value
    if (id === 'change') change.open(action(), secrets())
    else if (id === 'copy-names') void application.copy(names)
    else if (command !== null) void application.copy(commandText(command, application.shell))
  }

  return { actions, entries, run }
}
