import { computed, type Ref } from 'vue'
import { counted } from '../../../shared/number-text.ts'
import type { Action } from '../../state/actions/action.ts'
import { useActions } from '../../state/actions/use-actions.ts'
import { searchAction } from '../../state/actions/search-action.ts'
import { windowKeys } from '../../state/actions/window-keys.ts'
import { useCredentialsView } from '../../state/credentials-view/credentials-view.store.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'
import { useChecks } from '../checks/checks.store.ts'
import { useUsageSurvey } from '../usage/usage-survey.store.ts'
import { useDownloadStore } from '../credential-actions/credential-download.store.ts'

/** What the page implements. */
interface CredentialsPageParts {
  /** The list has loaded. */
  hasList: Readonly<Ref<boolean>>
  isScopesOpen: Ref<boolean>
  focusSearch: () => void
  openAges: () => void
}

/** Offers the actions on the list of credentials. Returns the entries of the page's menu. */
export function useCredentialsActions({
  hasList,
  isScopesOpen,
  focusSearch,
  openAges,
}: CredentialsPageParts) {
  const openContext = useOpenContext()
  const view = useCredentialsView()
  const download = useDownloadStore()
  const checks = useChecks()
  const survey = useUsageSurvey()

  const hasRows = computed(() => hasList.value && view.rows.length > 0)
  const hasCredentials = computed(() => hasList.value && openContext.counts.credentials > 0)
  const withoutCredentials = computed(() => (hasCredentials.value ? '' : 'There are no credentials.'))

  const ofRows = (): Action[] => [
    {
      id: 'download',
      title: 'Download CSV…',
      group: 'Page',
      icon: 'download',
      keys: ['Ctrl+S'],
      detail: `${counted(view.rows.length, 'row')}, ${counted(view.columns.length, 'column')}`,
      unavailable: hasRows.value ? '' : 'There are no rows to save.',
      run: () => download.start({ context: openContext.context, selection: view.selection }),
    },
    {
      id: 'ages',
      title: 'Ages…',
      group: 'Page',
      icon: 'clock',
      unavailable: withoutCredentials.value,
      run: openAges,
    },
    {
      id: 'check',
      title: 'Check…',
      group: 'Page',
      icon: 'check',
      detail: counted(view.rows.length, 'credential'),
      unavailable: hasRows.value ? '' : 'There is nothing to check.',
      run: () => checks.open(view.isNarrowed ? Array.from(view.rows, ({ uid }) => uid) : null),
    },
  ]
  const ofPage = (): Action[] => [
    {
      id: 'scopes',
      title: isScopesOpen.value ? 'Hide scopes' : 'Show scopes',
      group: 'Page',
      icon: 'department',
      detail: 'The scope tree with counts, next to the table',
      unavailable: withoutCredentials.value,
      run: () => void (isScopesOpen.value = !isScopesOpen.value),
    },
    {
      id: 'usage',
      title: 'Find usage',
      group: 'Page',
      icon: 'workload',
      unavailable: survey.isLooking ? 'Credenza is already looking.' : withoutCredentials.value,
      run: survey.start,
    },
    {
      id: 'refresh',
      title: 'Refresh',
      group: 'Page',
      icon: 'refresh',
      keys: [windowKeys.refresh],
      run: () => void openContext.refresh(),
    },
  ]
  const menu = computed(() => [...ofRows(), ...ofPage()])
  useActions(() =>
    hasCredentials.value ? [searchAction('credentials', focusSearch), ...menu.value] : menu.value,
  )
  return menu
}
