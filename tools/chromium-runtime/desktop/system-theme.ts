import { spawnSync } from 'node:child_process'
import { findCommand } from '../browser/find.ts'

/** Maximum wait for the desktop's answer, in milliseconds. */
const patience = 1_000

/** Whether the desktop's color scheme is dark, as far as it can be found out before there is a page. */
export function isSystemDark(environment: Readonly<Record<string, string | undefined>>): boolean {
  const gsettings = findCommand('gsettings', environment)
  const hasDesktop = environment['DISPLAY'] !== undefined || environment['WAYLAND_DISPLAY'] !== undefined
  if (gsettings === null || !hasDesktop || environment['DBUS_SESSION_BUS_ADDRESS'] === undefined) return false
  const key = ['get', 'org.gnome.desktop.interface', 'color-scheme']
  const answer = spawnSync(gsettings, key, { encoding: 'utf8', timeout: patience })
  return answer.stdout.includes('dark')
}
