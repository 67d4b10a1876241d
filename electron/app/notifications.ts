import { Notification } from 'electron'
import { ownWindows } from './own-windows.ts'
import { withoutMarkup } from './without-markup.ts'

/** Keeps the latest notifications referenced: a garbage-collected one emits no click. */
const shown: Notification[] = []
const mostShown = 20

/** Shows a system notification; returns false if the system has none. `onClick` is called at most once. */
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

export const isWindowFocused = (): boolean => ownWindows().some((window) => window.isFocused())
