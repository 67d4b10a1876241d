import { nextTick, onBeforeUnmount } from 'vue'
import { useRouter } from 'vue-router'
import type { NotificationTarget } from '../../shared/contract/notifications.ts'
import { useApplicationStore } from '../state/application.store.ts'
import { useContextsStore } from '../state/contexts/contexts.store.ts'
import { useCredentialsView } from '../state/credentials-view/credentials-view.store.ts'
import { isBehindDialog } from '../ui/keyboard.ts'

/** Opens the target of a clicked system notification, unless a dialog is open. */
export function useNotifications(): void {
  const router = useRouter()
  const contexts = useContextsStore()
  const view = useCredentialsView()

  async function show(target: NotificationTarget): Promise<void> {
    if (target.page === 'as-it-is' || isBehindDialog()) return
    if (target.page === 'history') {
      await router.push('/snapshots/history')
      return
    }
    contexts.choose(target.context)
    await router.push('/credentials')
    // By then the filters of the previous context are gone.
    await nextTick()
    if (target.page === 'expiring') view.showExpiring()
  }
  onBeforeUnmount(useApplicationStore().onNotificationOpened((target) => void show(target)))
}
