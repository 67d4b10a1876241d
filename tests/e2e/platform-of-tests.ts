import type { ElectronApplication } from '@playwright/test'

interface Kept {
  names: Set<string>
  dialog: object
  shell: object
}

/** Saves the platform functions that tests replace, and the main process's globals. */
export const keepPlatform = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate(({ dialog, shell }) => {
    const kept: Kept = { names: new Set(), dialog: { ...dialog }, shell: { ...shell } }
    ;(globalThis as { keptPlatform?: Kept }).keptPlatform = kept
    kept.names = new Set(Object.getOwnPropertyNames(globalThis))
  })

/** Restores those functions, and removes globals that tests have left. */
export const putPlatformBack = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate(({ dialog, shell }) => {
    const kept = (globalThis as unknown as { keptPlatform: Kept }).keptPlatform
    Object.assign(dialog, kept.dialog)
    Object.assign(shell, kept.shell)
    for (const name of Object.getOwnPropertyNames(globalThis))
      if (!kept.names.has(name)) Reflect.deleteProperty(globalThis, name)
  })
