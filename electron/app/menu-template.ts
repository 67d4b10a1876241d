import type { MenuItemConstructorOptions } from 'electron'
import type { MenuChoice } from '../../shared/contract/application.ts'

/**
 * The system's standard entries, and a few that lead into the window, which offers everything else with its own
 * shortcuts. Where the menu is hidden, as on Linux and Windows, the window handles these keys itself.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  onChoice: (choice: MenuChoice) => void,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  const own = (id: MenuChoice, label: string, key: string): MenuItemConstructorOptions => ({
    id,
    label,
    accelerator: `CommandOrControl+${key}`,
    registerAccelerator: isMac,
    click: () => onChoice(id),
  })
  const settings = own('settings', 'Settings…', ',')
  const keys: MenuItemConstructorOptions = { id: 'keys', label: 'Keys', click: () => onChoice('keys') }
  return [
    isMac
      ? macMenu(settings)
      : { role: 'fileMenu', submenu: [settings, { type: 'separator' }, { role: 'quit' }] },
    { role: 'editMenu' },
    { label: 'View', submenu: [own('palette', 'Command palette…', 'K'), { type: 'separator' }, ...zoom] },
    { role: 'windowMenu' },
    { role: 'help', submenu: [keys] },
  ]
}

/** Plus needs Shift on many keyboards and is on the numeric keypad of others: each of these keys zooms in. */
const zoom: readonly MenuItemConstructorOptions[] = [
  { role: 'resetZoom' },
  { role: 'zoomIn' },
  ...['CommandOrControl+=', 'CommandOrControl+numadd'].map((accelerator): MenuItemConstructorOptions => ({
    role: 'zoomIn',
    accelerator,
    visible: false,
    acceleratorWorksWhenHidden: true,
  })),
  { role: 'zoomOut' },
  { role: 'togglefullscreen' },
]

/** The application menu of macOS, where people expect the settings. */
const macMenu = (settings: MenuItemConstructorOptions): MenuItemConstructorOptions => ({
  role: 'appMenu',
  submenu: [
    { role: 'about' },
    { type: 'separator' },
    settings,
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
