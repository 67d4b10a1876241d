import { EventEmitter } from 'node:events'
import type { CommandLine, Package } from '../start/command-line.ts'
import type { OpenWindow, Windows } from '../window/windows.ts'
import { createEvent } from './event.ts'
import type { PathName, Paths } from './paths.ts'
import type { InstanceLock } from './instance-lock.ts'

interface Deps {
  application: Package
  commandLine: CommandLine
  paths: Paths
  lock: InstanceLock
  windows: Pick<Windows<OpenWindow>, 'all' | 'onAllClosed' | 'allClosed' | 'allGone'>
  /** Ends this process immediately. */
  endProcess: (code: number) => void
}

/** `app`: the application's lifecycle, from ready to quit, in Electron's order of events. */
export function createApp(deps: Deps) {
  const { application, paths, windows } = deps
  const events = new EventEmitter()
  const ready = createReadiness(events)
  const life = createLife(events, deps)
  const { commandLine, appended } = createCommandLineFace(deps.commandLine)
  let name = application.name

  const face = {
    get name() {
      return name
    },
    set name(value: string) {
      name = value
    },
    isPackaged: false,
    commandLine,
    getName: () => name,
    setName: (value: string) => {
      name = value
    },
    getVersion: () => application.version,
    getAppPath: () => deps.commandLine.entry,
    getLocale: () => Intl.DateTimeFormat().resolvedOptions().locale,
    whenReady: ready.whenReady,
    isReady: ready.isReady,
    getPath: (which: PathName) => paths.get(which),
    setPath: (which: PathName, path: string) => paths.set(which, path),
    setAppUserModelId: () => undefined,
    /** As in Electron where the system has no badges. */
    setBadgeCount: (_count: number) => false,
    enableSandbox: () => undefined,
    requestSingleInstanceLock: (data?: Record<string, unknown>) => deps.lock.request(data),
    hasSingleInstanceLock: () => deps.lock.isHeld(),
    releaseSingleInstanceLock: () => deps.lock.release(),
    focus: () => windows.all()[0]?.focus(),
    quit: life.quit,
    exit: life.exit,
  } satisfies Record<string, unknown>

  // Accessors must stay accessors: Object.assign would read them once.
  const app = Object.defineProperties(events, Object.getOwnPropertyDescriptors(face)) as EventEmitter &
    typeof face
  deps.lock.onSecondInstance((...details) => {
    void ready.whenReady().then(() => app.emit('second-instance', createEvent(), ...details))
  })
  windows.onAllClosed(() => {
    if (life.isQuitting()) return
    if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed')
    else life.quit()
  })
  return {
    app,
    /** Switches that the application appended, for the browser that starts later. */
    appended,
    /** Emits `ready`. Called at startup, once the application has loaded. */
    becomeReady: ready.become,
    name: () => name,
  }
}

function createReadiness(events: EventEmitter) {
  let isReady = false
  let resolveReady: () => void
  const promise = new Promise<void>((resolve) => (resolveReady = resolve))
  const become = () => {
    if (isReady) return
    isReady = true
    events.emit('ready', createEvent(), {})
    resolveReady()
  }
  return {
    become,
    isReady: () => isReady,
    whenReady: () => {
      // An entry that awaits this at its top level never finishes loading, so don't wait for it.
      setImmediate(become)
      return promise
    },
  }
}

function createLife(events: EventEmitter, { windows, lock, endProcess }: Deps) {
  let isQuitting = false

  async function end(code: number): Promise<void> {
    events.emit('quit', createEvent(), code)
    await windows.allGone()
    lock.release()
    endProcess(code)
  }

  async function finish(): Promise<void> {
    await windows.allClosed()
    const event = createEvent()
    events.emit('will-quit', event)
    if (event.defaultPrevented) isQuitting = false
    else await end(typeof process.exitCode === 'number' ? process.exitCode : 0)
  }

  return {
    isQuitting: () => isQuitting,
    quit: () => {
      if (isQuitting) return
      isQuitting = true
      const event = createEvent()
      events.emit('before-quit', event)
      const isWanted = !event.defaultPrevented && windows.all().every((window) => window.requestClose())
      if (isWanted) void finish()
      else isQuitting = false
    },
    exit: (code = 0) => {
      isQuitting = true
      for (const window of windows.all()) window.destroy()
      void end(code)
    },
  }
}

function createCommandLineFace({ switches }: CommandLine) {
  const appended = new Map<string, string>()
  return {
    appended: (): string[] =>
      [...appended].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`)),
    commandLine: {
      appendSwitch: (name: string, value = '') => void appended.set(name, value),
      hasSwitch: (name: string) => switches.has(name) || appended.has(name),
      getSwitchValue: (name: string) => switches.get(name) ?? appended.get(name) ?? '',
    },
  }
}
