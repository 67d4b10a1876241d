import type { ElectronApplication } from '@playwright/test'

interface Kept {
  names: Set<string>
  dialog: object
  shell: object
}

/** Remembers the platform's functions that tests replace, and what is in the main process's global object. */
export const keepPlatform = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate(({ dialog, shell }) => {
    const kept: Kept = { names: new Set(), dialog: { ...dialog }, shell: { ...shell } }
    ;(globalThis as { keptPlatform?: Kept }).keptPlatform = kept
    kept.names = new Set(Object.getOwnPropertyNames(globalThis))
  })

/** Puts those functions back, and removes what tests have left in the global object. */
export const putPlatformBack = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate(({ dialog, shell }) => {
    const kept = (globalThis as unknown as { keptPlatform: Kept }).keptPlatform
    Object.assign(dialog, kept.dialog)
    Object.assign(shell, kept.shell)
    for (const name of Object.getOwnPropertyNames(globalThis))
      if (!kept.names.has(name)) Reflect.deleteProperty(globalThis, name)
  })
