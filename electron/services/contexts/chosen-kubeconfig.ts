import { isAbsolute } from 'node:path'
import { mostRecentKubeconfigs } from '../../../shared/contract/settings.ts'
import { failed } from '../../../shared/failure.ts'

export interface ChosenKubeconfigDeps {
  /** The native dialog; `null` when it was cancelled. */
  chooseKubeconfig: () => Promise<string | null>
  /** The kubeconfigs that were chosen before, where they are remembered. */
  recentFiles?: { read: () => readonly string[]; keep: (paths: string[]) => Promise<void> } | undefined
}

/** The kubeconfig that a person chose in the place of the usual ones, and those that were chosen before. */
export function createChosenKubeconfig({ chooseKubeconfig, recentFiles }: ChosenKubeconfigDeps) {
  let chosen: string | undefined

  /** Every path in it was chosen by a person on this computer: a relative one, or one with a NUL, was not. */
  const recent = () => (recentFiles?.read() ?? []).filter((path) => isAbsolute(path) && !path.includes('\0'))

  async function take(file: string): Promise<void> {
    chosen = file
    const paths = [file, ...recent().filter((path) => path !== file)].slice(0, mostRecentKubeconfigs)
    // That it can't be remembered is no reason not to read it.
    await recentFiles?.keep(paths).catch(() => undefined)
  }

  return {
    /** `undefined` if the usual files are read. */
    file: () => chosen,
    /** The recent ones without the one that is read now. */
    others: (): string[] => recent().filter((path) => path !== chosen),
    forget: () => void (chosen = undefined),
    /** Asks for a file; false when none was chosen. */
    async ask(): Promise<boolean> {
      const file = await chooseKubeconfig()
      if (file !== null) await take(file)
      return file !== null
    },
    /** Takes one that was chosen before. Throws `input-invalid` for any other path. */
    async takeRecent(file: string): Promise<void> {
      if (!recent().includes(file))
        throw failed('input-invalid', { operation: 'contexts:readKubeconfig', field: 'file' })
      await take(file)
    },
  }
}
