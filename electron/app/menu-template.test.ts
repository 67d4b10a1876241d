import { describe, expect, it } from 'vitest'
import { menuChoices, type MenuChoice } from '../../shared/contract/application.ts'
import { menuTemplate } from './menu-template.ts'

const entriesOf = (platform: NodeJS.Platform, onChoice: (choice: MenuChoice) => void = () => {}) =>
  menuTemplate(platform, onChoice).flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
const everywhere = ['darwin', 'linux', 'win32'] as const

describe('the menu of the system', () => {
  it.each(everywhere)('leads to what the window has, once each, on %s', (platform) => {
    const chosen: MenuChoice[] = []
    for (const entry of entriesOf(platform, (choice) => chosen.push(choice)))
      entry.click?.({} as never, undefined, {})
    expect(chosen.toSorted()).toEqual(menuChoices.toSorted())
  })

  it('has the settings in the application’s menu of macOS, with the key of macOS, and in the first menu elsewhere', () => {
    for (const platform of everywhere) {
      const [first] = menuTemplate(platform, () => {})
      expect(first?.submenu).toContainEqual(expect.objectContaining({ label: 'Settings…' }))
      expect(first?.role).toBe(platform === 'darwin' ? 'appMenu' : 'fileMenu')
    }
  })

  it('handles the keys only on macOS: elsewhere the window does, so each would run twice', () => {
    const registered = (platform: NodeJS.Platform) =>
      entriesOf(platform).flatMap(({ id, registerAccelerator }) => (registerAccelerator === true ? [id] : []))
    expect(registered('darwin')).toEqual(['settings', 'palette'])
    expect(registered('linux')).toEqual([])
    expect(registered('win32')).toEqual([])
  })

  it('keeps what macOS expects in the application’s menu', () => {
    const roles = entriesOf('darwin').map(({ role }) => role)
    for (const role of ['about', 'services', 'hide', 'hideOthers', 'unhide', 'quit'] as const) {
      expect(roles).toContain(role)
    }
  })

  // electron/electron#40674 and Headlamp's pull request 4793: only Ctrl Shift = zoomed in.
  it('makes the window larger by =, by plus and by the plus of the pad', () => {
    const keys = entriesOf('linux').flatMap(({ role, accelerator = 'the usual' }) =>
      role === 'zoomIn' ? [accelerator] : [],
    )
    expect(keys).toEqual(['the usual', 'CommandOrControl+=', 'CommandOrControl+numadd'])
  })
})
