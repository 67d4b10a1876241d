import { setImmediate as nextTurn } from 'node:timers/promises'
import { dialog, type BrowserWindow } from 'electron'

/** A page that ends so soon after it was reloaded, in milliseconds, will probably end again. */
const soonMilliseconds = 10_000

/** Offers to reload the window’s page if it ended, by a fault or for lack of memory, or doesn’t respond. */
export function recoverPage(window: BrowserWindow): void {
  const { webContents } = window
  let reloadedAt = -Infinity
  let isReplaced = false
  let asking = new AbortController()

  async function ask(question: Electron.MessageBoxOptions): Promise<number | null> {
    asking.abort()
    const { signal } = (asking = new AbortController())
    const answer = await dialog
      .showMessageBox(window, { type: 'warning', title: 'Credenza', ...question, signal })
      .catch(() => ({ response: question.cancelId ?? 0 }))
    return signal.aborted || window.isDestroyed() ? null : answer.response
  }
  function reload(): void {
    if (window.isDestroyed()) return
    reloadedAt = performance.now()
    webContents.reload()
  }

  async function onGone(reason: string): Promise<void> {
    const isSoon = performance.now() - reloadedAt < soonMilliseconds
    // The whole browser may be ending.
    await nextTurn()
    if (window.isDestroyed()) return
    const why = reason === 'oom' ? 'It ran out of memory.' : `Its process ended (${reason}).`
    const answer = await ask({
      message: 'The window has stopped working',
      detail: `${why} Reload it to continue. Your drafts are kept, and changes that were started go on.`,
      buttons: ['Reload', 'Quit'],
      defaultId: 0,
      // Without an answer, it isn’t reloaded again and again.
      cancelId: isSoon ? 1 : 0,
    })
    if (answer === 0) reload()
    if (answer === 1) window.close()
  }
  async function onUnresponsive(): Promise<void> {
    const answer = await ask({
      message: 'The window isn’t responding',
      detail: 'You can wait or reload it. Your drafts are kept, and changes that were started go on.',
      buttons: ['Wait', 'Reload'],
      defaultId: 0,
      cancelId: 0,
    })
    if (answer !== 1) return
    // A busy page can’t be left, only ended.
    isReplaced = true
    webContents.forcefullyCrashRenderer()
  }

  webContents.on('render-process-gone', (_event, { reason }) => {
    // Electron may not be asked to reload while it reports this.
    if (isReplaced) void nextTurn().then(reload)
    else if (reason !== 'clean-exit') void onGone(reason)
    isReplaced = false
  })
  window.on('unresponsive', () => void onUnresponsive())
  window.on('responsive', () => asking.abort())
}
