import { Menu } from 'electron'
import { menuTemplate } from './menu-template.ts'

/** Sets the application's menu; `onSettings` is called where it has an entry for them. */
export function setMenu(platform: NodeJS.Platform, onSettings: () => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(platform, onSettings)))
}
