import { Menu } from 'electron'
import type { MenuChoice } from '../../shared/contract/application.ts'
import { menuTemplate } from './menu-template.ts'

/** Sets the application's menu; `onChoice` is called when one of Credenza's own entries is chosen. */
export function setMenu(platform: NodeJS.Platform, onChoice: (choice: MenuChoice) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(platform, onChoice)))
}
