import type { MenuItemConstructorOptions } from 'electron'

/** The system's standard entries: what Credenza can do stands in its window, with its keys. */
export function menuTemplate(
  platform: NodeJS.Platform,
  onSettings: () => void,
): MenuItemConstructorOptions[] {
  return [
    platform === 'darwin' ? macMenu(onSettings) : { role: 'fileMenu' },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }],
    },
    { role: 'windowMenu' },
  ]
}

/** The application's own menu as macOS has it, where people look for the settings. */
const macMenu = (onSettings: () => void): MenuItemConstructorOptions => ({
  role: 'appMenu',
  submenu: [
    { role: 'about' },
    { type: 'separator' },
    { id: 'settings', label: 'Settings…', accelerator: 'Command+,', click: onSettings },
    { type: 'separator' },
    { role: 'services' },
    { type: 'separator' },
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    { type: 'separator' },
    { role: 'quit' },
  ],
})
