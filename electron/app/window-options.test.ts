import { describe, expect, it } from 'vitest'
import { windowOptions } from './window-options.ts'

const options = (isPackaged: boolean, place: Parameters<typeof windowOptions>[0]['place'] = null) =>
  windowOptions({ preload: '/preload.cjs', isDark: false, isPackaged, place })

describe('the window’s options', () => {
  it.each([
    ['contextIsolation', true],
    ['sandbox', true],
    ['nodeIntegration', false],
    ['nodeIntegrationInWorker', false],
    ['nodeIntegrationInSubFrames', false],
    ['webSecurity', true],
    ['allowRunningInsecureContent', false],
    ['experimentalFeatures', false],
    ['webviewTag', false],
    ['navigateOnDragDrop', false],
  ] as const)('set %s to %s', (name, value) => {
    expect(options(true).webPreferences?.[name]).toBe(value)
  })

  it('have developer tools only where it is not packaged', () => {
    expect(options(true).webPreferences?.devTools).toBe(false)
    expect(options(false).webPreferences?.devTools).toBe(true)
  })

  it('never go below the smallest size, even if the settings do', () => {
    expect(options(true, { width: 10, height: -5, isMaximized: false })).toMatchObject({
      width: 900,
      height: 600,
    })
    expect(options(true)).toMatchObject({ width: 1280, height: 800 })
  })
})
