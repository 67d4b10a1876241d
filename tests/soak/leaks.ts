import type { Application } from '../e2e/application.ts'

/** Leaks that a soak must find, by their names in it. Each is planted once per lap, from outside the product. */
export const plantedLeaks: Readonly<Record<string, (application: Application) => Promise<unknown>>> = {
  /** Like one that a switch of context forgets. */
  'main: listeners of process': ({ electron }) =>
    electron.evaluate(() => {
      process.setMaxListeners(0)
      process.on('warning', () => undefined)
    }),
  /**
   * Like those of watches that were cut off. They keep no process alive. Several, since the product's own timers come
   * and go: one that happens to run during a measurement would hide one more for each lap.
   */
  'main: timers': ({ electron }) =>
    electron.evaluate(() => {
      for (let count = 0; count < 5; count++) setInterval(() => undefined, 3_600_000).unref()
    }),
  /** Like all changes that were ever reported. */
  'main: heap bytes': ({ electron }) =>
    electron.evaluate(() => {
      const place = globalThis as { soakKept?: object[] }
      place.soakKept ??= []
      for (let at = 0; at < 5000; at++) place.soakKept.push({ name: `change ${at}`, at })
    }),
  'main: open files': ({ electron }) =>
    electron.evaluate(() => {
      const { openSync } = process.getBuiltinModule('node:fs')
      openSync(process.execPath, 'r')
    }),
  'window: documents': ({ window }) =>
    window.evaluate(() => {
      document.body.append(document.createElement('iframe'))
    }),
  'window: listeners': ({ window }) =>
    window.evaluate(() => document.addEventListener('soak', () => undefined)),
  'window: objects bytes': ({ window }) =>
    window.evaluate(() => {
      const place = globalThis as { soakKept?: object[] }
      place.soakKept ??= []
      for (let at = 0; at < 5000; at++) place.soakKept.push({ name: `change ${at}`, at })
    }),
}
