import { onBeforeUnmount } from 'vue'
import type { MenuChoice } from '../../shared/contract/application.ts'
import { useActionTable } from '../state/actions/actions.store.ts'
import { useApplicationStore } from '../state/application.store.ts'
import { isBehindDialog } from '../ui/keyboard.ts'

/** The action of each of our entries in the application menu. */
const actionOf: Readonly<Record<MenuChoice, string>> = {
  settings: 'go/settings',
  palette: 'palette',
  keys: 'keys',
}

/** Runs what is chosen in the application menu. */
export function useSystemMenu(): void {
  const table = useActionTable()
  const stop = useApplicationStore().onMenuChosen((choice) => {
    const action = isBehindDialog() ? null : table.find(actionOf[choice])
    if (action !== null) table.run(action)
  })
  onBeforeUnmount(stop)
}
