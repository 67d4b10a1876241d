import { isAbsolute } from 'node:path'
import { mostRecentKubeconfigs } from '../../../shared/contract/settings.ts'
import { failed } from '../../../shared/failure.ts'

export interface ChosenKubeconfigDeps {
  /** The native dialog. `null` when cancelled. */
  chooseKubeconfig: () => Promise<string | null>
  /** Reads and saves the paths of previously chosen kubeconfigs. */
  recentFiles?: { read: () => readonly string[]; keep: (paths: string[]) => Promise<void> } | undefined
}

/** The kubeconfig that a person chose instead of the default files, and those chosen before. */
export function createChosenKubeconfig({ chooseKubeconfig, recentFiles }: ChosenKubeconfigDeps) {
  let chosen: string | undefined

  /** Every valid path in it was chosen by a person on this computer. One that is relative or contains NUL wasn't. */
  const recent = () => (recentFiles?.read() ?? []).filter((path) => isAbsolute(path) && !path.includes('\0'))

  async function take(file: string): Promise<void> {
    chosen = file
    const paths = [file, ...recent().filter((path) => path !== file)].slice(0, mostRecentKubeconfigs)
    // It can still be read if it can't be remembered.
    await recentFiles?.keep(paths).catch(() => undefined)
  }

  return {
    /** `undefined` if the default files are read. */
    file: () => chosen,
    /** Recent files other than the current one. */
    others: (): string[] => recent().filter((path) => path !== chosen),
    forget: () => void (chosen = undefined),
    /** Asks for a file. False if none was chosen. */
    async ask(): Promise<boolean> {
      const file = await chooseKubeconfig()
      if (file !== null) await take(file)
      return file !== null
    },
    /** Switches to a file that was chosen before. Throws `input-invalid` for any other path. */
    async takeRecent(file: string): Promise<void> {
      if (!recent().includes(file))
        throw failed('input-invalid', { operation: 'contexts:readKubeconfig', field: 'file' })
      await take(file)
    },
  }
}
