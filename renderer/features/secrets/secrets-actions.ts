import { computed, type Ref } from 'vue'
import { counted } from '../../../shared/number-text.ts'
import type { Action } from '../../state/actions/action.ts'
import { searchAction } from '../../state/actions/search-action.ts'
import { useActions } from '../../state/actions/use-actions.ts'
import { windowKeys } from '../../state/actions/window-keys.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'
import { useColumnChoice } from '../rows/use-column-choice.ts'
import { secretTables } from './rows/secret-columns.ts'
import { useSecretsView } from './rows/secrets-view.store.ts'
import { useUnregisteredSecrets } from './rows/unregistered-secrets.store.ts'
import { useSecretsOf } from './rows/secrets-of.ts'
import { useSecretsSaving } from './rows/use-secrets-saving.ts'

interface PageParts {
  hasRows: Ref<boolean>
  focusSearch: () => void
}

/** The actions of the Secrets page. Returns those of its menu. */
export function useSecretsActions({ hasRows, focusSearch }: PageParts) {
  const openContext = useOpenContext()
  const page = useSecretsView()
  const unregistered = useUnregisteredSecrets()
  const choice = useColumnChoice(() => secretTables[page.part])
  const saving = { unused: useSecretsSaving('unused'), unregistered: useSecretsSaving('unregistered') }

  const isUnused = computed(() => page.part === 'unused')
  const noNamespace = computed(() => (unregistered.namespace === '' ? 'Choose a namespace first.' : ''))

  function refresh(): void {
    void openContext.refresh()
    if (!isUnused.value) unregistered.read()
  }

  const ofRows = (): Action[] => {
    const { rows } = useSecretsOf(page.part)
    return [
      {
        id: 'download',
        title: 'Download CSV…',
        group: 'Page',
        icon: 'download',
        keys: ['Ctrl+S'],
        detail: `${counted(rows.length, 'row')}, ${counted(choice.shown.value.length, 'column')}`,
        unavailable: rows.length === 0 ? 'There are no rows to save.' : saving[page.part].refusal.value,
        run: () => saving[page.part].start(),
      },
      {
        id: 'refresh',
        title: 'Refresh',
        group: 'Page',
        icon: 'refresh',
        keys: [windowKeys.refresh],
        run: refresh,
      },
    ]
  }
  const ofParts = (): Action[] => [
    {
      id: 'secrets-part',
      title: isUnused.value ? 'Show unregistered secrets' : 'Show unused secrets',
      group: 'Page',
      icon: 'secret',
      run: () => void (page.part = isUnused.value ? 'unregistered' : 'unused'),
    },
    {
      id: 'secrets-namespace',
      title: 'Choose a namespace…',
      group: 'Page',
      icon: 'project',
      detail: 'Its unregistered secrets are listed',
      run: () => {
        page.part = 'unregistered'
        page.isPickerOpen = true
      },
    },
  ]
  const managed = (): Action => ({
    id: 'secrets-managed',
    title: 'Show managed by others',
    group: 'Page',
    icon: 'hide',
    isChecked: unregistered.isManagedShown,
    unavailable: noNamespace.value,
    run: () => void (unregistered.isManagedShown = !unregistered.isManagedShown),
  })

  const menu = computed(() => ofRows())
  useActions(() => [
    ...(hasRows.value ? [searchAction('secrets', focusSearch)] : []),
    ...menu.value,
    ...ofParts(),
    ...(isUnused.value ? [] : [managed()]),
  ])
  return menu
}
