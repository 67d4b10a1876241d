import { mostSavedViews, type SavedView } from '../../../shared/contract/views.ts'
import type { Action } from '../../state/actions/action.ts'
import { viewLine } from '../../state/credentials-view/view-line.ts'
import { useCredentialsView } from '../../state/credentials-view/credentials-view.store.ts'
import { useCopying } from '../../state/copying/copying.store.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'
import { useViewDialogs } from './view-dialogs.store.ts'

/** The actions on saved views: on all, and on one. `toPage` opens the Credentials page. */
export function useViewActions(toPage: () => void) {
  const view = useCredentialsView()
  const dialogs = useViewDialogs()
  const copying = useCopying()
  const openContext = useOpenContext()

  const noCluster = () => (openContext.context === '' ? 'No cluster is open.' : '')
  const isFull = () =>
    view.isViewsFull ? `There are ${mostSavedViews} views already. Delete one first.` : ''

  function open(saved: SavedView): void {
    view.openView(saved)
    toPage()
  }

  /** The actions on one view: the entries of its menu. */
  const ofView = (saved: SavedView): Action[] => {
    const isShown = view.savedView?.id === saved.id
    const { id } = saved
    const unchanged = view.isViewChanged ? '' : 'Nothing was changed since it was saved.'
    const change: Action[] = [
      {
        ...{ id: 'view-update', title: 'Update view', group: 'Page', icon: 'check' },
        detail: 'Save what the list shows now',
        unavailable: unchanged,
        run: view.updateView,
      },
      {
        ...{ id: 'view-revert', title: 'Revert view', group: 'Page', icon: 'change' },
        unavailable: unchanged,
        run: view.revertView,
      },
    ]
    return [
      ...(isShown ? change : []),
      {
        ...{ id: 'view-rename', title: 'Rename view…', group: 'Page', icon: 'rename' },
        run: () => dialogs.ask({ kind: 'rename', id }),
      },
      {
        ...{ id: 'view-copy', title: 'Copy view as text', group: 'Page', icon: 'copy' },
        detail: 'One line that others can add',
        run: () => void copying.copy('View', viewLine(saved)),
      },
      {
        ...{ id: 'view-delete', title: 'Delete view…', group: 'Page', icon: 'remove' },
        run: () => dialogs.ask({ kind: 'delete', id }),
      },
    ]
  }

  /** The actions on every page. */
  const all = (): Action[] => [
    ...view.views.map((saved): Action => ({
      ...{ id: `view/${saved.id}`, title: saved.name, group: 'Pages', icon: 'filter' },
      detail: 'View of Credentials',
      unavailable: noCluster(),
      run: () => open(saved),
    })),
    {
      ...{ id: 'view-save', title: 'Save view…', group: 'Page', icon: 'filter', keys: ['Ctrl+Shift+S'] },
      unavailable: noCluster() || isFull(),
      run: () => dialogs.ask({ kind: 'save' }),
    },
    {
      ...{ id: 'view-add', title: 'Add view from text…', group: 'Page', icon: 'plus' },
      unavailable: isFull(),
      run: () => dialogs.ask({ kind: 'add' }),
    },
    ...(view.savedView === null ? [] : ofView(view.savedView)),
  ]

  return { open, ofView, all }
}
