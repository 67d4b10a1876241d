import { expect, it } from 'vitest'
import { menuTemplate } from './menu-template.ts'

const entriesOf = (platform: NodeJS.Platform, onSettings = () => {}) =>
  menuTemplate(platform, onSettings).flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))

it('leads to the settings from the application’s menu of macOS', () => {
  let opened = 0
  const entry = entriesOf('darwin', () => (opened += 1)).find(({ label }) => label === 'Settings…')
  expect(entry?.accelerator).toBe('Command+,')
  entry?.click?.({} as never, undefined, {})
  expect(opened).toBe(1)
})

it('keeps what macOS expects in the application’s menu', () => {
  const roles = entriesOf('darwin').map(({ role }) => role)
  for (const role of ['about', 'services', 'hide', 'hideOthers', 'unhide', 'quit'] as const) {
    expect(roles).toContain(role)
  }
})

it('has no such menu elsewhere', () => {
  for (const platform of ['linux', 'win32'] as const) {
    expect(menuTemplate(platform, () => {})[0]).toEqual({ role: 'fileMenu' })
  }
})
