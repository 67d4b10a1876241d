import { expect, it } from 'vitest'
import { userDataFolder } from './user-data-folder.ts'

const usual = {
  args: [],
  folder: '/here',
  name: 'Credenza',
  home: '/home/m',
  platform: 'linux',
  environment: {},
} as const

it('is the folder in which Electron keeps the application’s files', () => {
  expect(userDataFolder(usual)).toBe('/home/m/.config/Credenza')
  expect(userDataFolder({ ...usual, environment: { XDG_CONFIG_HOME: '/c' } })).toBe('/c/Credenza')
  expect(userDataFolder({ ...usual, platform: 'darwin' })).toBe(
    '/home/m/Library/Application Support/Credenza',
  )
  expect(userDataFolder({ ...usual, args: ['--user-data-dir=other'] })).toBe('/here/other')
})
