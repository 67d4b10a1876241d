import { describe, expect, it } from 'vitest'
import { createWindows, type OpenWindow } from '../window/windows.ts'
import { createApp } from './app.ts'
import type { PreventableEvent } from './event.ts'
import type { SecondInstance } from './instance-lock.ts'
import { createPaths } from './paths.ts'

function start() {
  const order: string[] = []
  const windows = createWindows<OpenWindow>()
  let tellSecond: (...details: SecondInstance) => void = () => undefined
  const switches = new Map<string, string | null>([['user-data-dir', '/data']])
  const { app, appended, becomeReady } = createApp({
    application: { name: 'Test', version: '1.2.3' },
    commandLine: { entry: '/app/main.js', switches },
    paths: createPaths({
      environment: { HOME: '/home/me' },
      platform: 'linux',
      userData: null,
      applicationName: () => 'Test',
    }),
    lock: {
      request: () => true,
      isHeld: () => true,
      release: () => order.push('release'),
      onSecondInstance: (listener) => (tellSecond = listener),
    },
    windows,
    endProcess: (code) => order.push(`end ${code}`),
  })
  for (const event of ['ready', 'before-quit', 'will-quit', 'quit']) app.on(event, () => order.push(event))

  function open(staysOpen = false): OpenWindow {
    const window: OpenWindow = {
      id: windows.nextId(),
      focus: () => order.push('focus'),
      requestClose: () => {
        if (!staysOpen) window.destroy()
        return !staysOpen
      },
      destroy: () => windows.remove(window),
    }
    windows.add(window)
    return window
  }
  return {
    app,
    appended,
    becomeReady,
    order,
    windows,
    open,
    tellSecond: (...details: SecondInstance) => tellSecond(...details),
  }
}

describe('the application’s life', () => {
  it('asks, closes the windows, waits for their browsers, and ends', async () => {
    const { app, order, windows, open } = start()
    open()
    windows.awaitEnd(Promise.resolve().then(() => void order.push('browser ended')))
    app.quit()
    await expect.poll(() => order.at(-1)).toBe('end 0')
    expect(order).toEqual(['before-quit', 'browser ended', 'will-quit', 'quit', 'release', 'end 0'])
  })

  it('goes on when a listener of before-quit, a window or a listener of will-quit wants it', async () => {
    for (const stop of ['before-quit', 'will-quit'] as const) {
      const { app, order } = start()
      app.once(stop, (event: PreventableEvent) => event.preventDefault())
      app.quit()
      await expect.poll(() => order).toContain(stop)
      app.quit()
      await expect.poll(() => order.at(-1)).toBe('end 0')
    }
    const { app, order, open } = start()
    open(true)
    app.quit()
    await Promise.resolve()
    expect(order).toEqual(['before-quit'])
  })

  it('ends with the last window, unless the application decides about that itself', async () => {
    const first = start()
    first.open().destroy()
    await expect.poll(() => first.order.at(-1)).toBe('end 0')
    const second = start()
    second.app.on('window-all-closed', () => second.order.push('window-all-closed'))
    second.open().destroy()
    expect(second.order).toEqual(['window-all-closed'])
  })

  it('exits with a code, without asking anybody', async () => {
    const { app, order, open } = start()
    open(true)
    app.exit(3)
    await expect.poll(() => order.at(-1)).toBe('end 3')
    expect(order).toEqual(['quit', 'release', 'end 3'])
  })

  it('becomes ready once, also for an entry that waits for it before it is loaded', async () => {
    const { app, order, becomeReady } = start()
    expect(app.isReady()).toBe(false)
    await app.whenReady()
    becomeReady()
    expect(order).toEqual(['ready'])
    expect(app.isReady()).toBe(true)
  })

  it('reports a second instance only when it is ready', async () => {
    const { app, order, tellSecond } = start()
    app.on('second-instance', (_event, argv: string[]) => order.push(`second ${argv.join(' ')}`))
    tellSecond(['a', 'b'], '/', {})
    expect(order).toEqual([])
    await expect.poll(() => order).toEqual(['ready', 'second a b'])
  })

  it('knows its switches and hands appended ones to the browser', () => {
    const { app, appended } = start()
    app.commandLine.appendSwitch('lang', 'en')
    app.commandLine.appendSwitch('disable-gpu')
    expect(app.commandLine.getSwitchValue('user-data-dir')).toBe('/data')
    expect(app.commandLine.hasSwitch('disable-gpu')).toBe(true)
    expect(appended()).toEqual(['--lang=en', '--disable-gpu'])
  })
})

describe('paths', () => {
  const paths = (environment: Record<string, string>, userData: string | null = null) =>
    createPaths({
      environment: { HOME: '/home/me', ...environment },
      platform: 'linux',
      userData,
      applicationName: () => 'Credenza',
    })

  it('keep user data where Electron does', () => {
    expect(paths({}).get('userData')).toBe('/home/me/.config/Credenza')
    expect(paths({ XDG_CONFIG_HOME: '/c' }).get('userData')).toBe('/c/Credenza')
    expect(paths({}, '/given').get('userData')).toBe('/given')
    expect(paths({}, '/given').get('logs')).toBe('/given/logs')
  })

  it('can be changed', () => {
    const changed = paths({})
    changed.set('userData', '/elsewhere')
    expect(changed.get('logs')).toBe('/elsewhere/logs')
  })
})
