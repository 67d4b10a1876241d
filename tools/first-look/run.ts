/**
 * Shows the application to people without a display: as a picture and as text. `npm start` calls it with a `Wanted`.
 */
import { setTimeout as after } from 'node:timers/promises'
import { guardProcesses } from '../setup/guard.mjs'
import { lookAtServices } from './look-at-services.ts'
import { lookAtWindow } from './look-at-window.ts'
import { terminalText } from './terminal-text.ts'
import { startVirtualDisplay, type VirtualDisplay } from './virtual-display.ts'
import type { Look, Wanted } from './wanted.ts'

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const
/** Seconds for starting and closing, on top of the window's time. */
const margin = 60
/** How long closing may take after a signal, in milliseconds. */
const patience = 5000

const wanted = JSON.parse(process.argv[2] ?? '') as Wanted
const ending = new AbortController()
const ended = new Promise<number>((resolve) => {
  const end = (code: number) => {
    ending.abort()
    resolve(code)
  }
  for (const [name, number] of Object.entries(signalNumbers)) process.on(name, () => end(128 + number))
  setTimeout(
    () => {
      console.error(`It didn’t finish within ${wanted.seconds + margin} seconds.`)
      end(1)
    },
    (wanted.seconds + margin) * 1000,
  ).unref()
})

let display: VirtualDisplay | null = null
const guard = guardProcesses()
const shown = show()
const code = await Promise.race([shown, ended])
// Also closes the window after an interrupt.
await Promise.race([shown, after(patience)])
await (display as VirtualDisplay | null)?.stop()
guard.release()
process.exit(code)

async function show(): Promise<number> {
  try {
    const { lines, isGood } = await look()
    for (const line of lines) console.log(line)
    return isGood ? 0 : 1
  } catch (error) {
    if (ending.signal.aborted) return 1
    for (const line of (error instanceof Error ? error.message : String(error)).split('\n')) {
      console.error(terminalText(line))
    }
    return 1
  }
}

async function look(): Promise<Look> {
  if (wanted.runtime === null) return lookAtServices(wanted, ending.signal)
  if (wanted.needsDisplay) {
    display = await startVirtualDisplay(wanted.seconds)
    guard.add(display.pid)
  }
  const environment = Object.entries({ ...process.env, ...display?.environment })
  return lookAtWindow(wanted, {
    environment: Object.fromEntries(environment.flatMap(([name, value]) => (value ? [[name, value]] : []))),
    signal: ending.signal,
    onStarted: guard.add,
  })
}
