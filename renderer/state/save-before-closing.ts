import { useApi } from '../api.ts'
import { endPage } from '../ui/page-end.ts'

/** Saves what is unsaved when the window is about to close. It stays open until then. */
export function saveBeforeClosing(): void {
  const stop = useApi().application.closing(
    {},
    {
      onMessage: () => {
        endPage()
        // What was just sent to the main process arrives before this.
        stop()
      },
      onEnd: () => undefined,
      onFailure: () => undefined,
    },
  )
}
