import { app } from 'electron'

/** Delays quitting until `finish` is done, for at most `limit` milliseconds. */
export function finishBeforeQuit(finish: () => Promise<void>, limit: number): void {
  let state: 'running' | 'finishing' | 'finished' = 'running'
  app.on('will-quit', (event) => {
    if (state === 'finished') return
    event.preventDefault()
    if (state === 'finishing') return
    state = 'finishing'
    const timer = new Promise<void>((resolve) => setTimeout(resolve, limit))
    void Promise.race([finish().catch(() => undefined), timer]).then(() => {
      state = 'finished'
      app.quit()
    })
  })
}
