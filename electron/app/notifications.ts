import { BrowserWindow, Notification } from 'electron'
import { withoutMarkup } from './without-markup.ts'

/** Those that a click may still come from: one that the engine collects tells of none. */
const shown: Notification[] = []
const mostShown = 20

/** Shows a notification of the system; false if it has none. `onClick` is called at most once. */
export function notify({ title, body }: { title: string; body: string }, onClick: () => void): boolean {
  if (!Notification.isSupported()) return false
  const plain = process.platform === 'linux' ? withoutMarkup : String
  const notification = new Notification({ title: plain(title), body: plain(body) })
  notification.once('click', onClick)
  shown.push(notification)
  if (shown.length > mostShown) shown.shift()
  notification.show()
  return true
}

export const isWindowFocused = (): boolean =>
  BrowserWindow.getAllWindows().some((window) => window.isFocused())
