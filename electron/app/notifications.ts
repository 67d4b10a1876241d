import { BrowserWindow, Notification } from 'electron'

/** Those that a click may still come from: one that the engine collects tells of none. */
const shown: Notification[] = []
const mostShown = 20

/** Shows a notification of the system; false where it has none. `onClick` is called at most once. */
export function notify({ title, body }: { title: string; body: string }, onClick: () => void): boolean {
  if (!Notification.isSupported()) return false
  const notification = new Notification({ title: plainText(title), body: plainText(body) })
  notification.once('click', onClick)
  shown.push(notification)
  if (shown.length > mostShown) shown.shift()
  notification.show()
  return true
}

export const isWindowFocused = (): boolean =>
  BrowserWindow.getAllWindows().some((window) => window.isFocused())

/** Desktops of Linux read markup in a notification, and pictures by their address: no text of ours has any. */
const plainText = (text: string): string =>
  process.platform === 'linux'
    ? text.replace(/[<>&]/g, (sign) => (sign === '<' ? '‹' : sign === '>' ? '›' : '＆'))
    : text
