import type { SandboxVersion } from '../../shared/sandbox.ts'
import { noFaults } from './faults.ts'
import type { SandboxFaults } from '../../shared/sandbox.ts'
import type { OwnFileProblem } from '../base/own-file.ts'
import type { createSandbox, Sandbox } from './sandbox.ts'

/** Problems with the sandbox's file. */
export interface SandboxProblems {
  /** It couldn't be read, and the seed replaces it. */
  reading: OwnFileProblem | null
  /** Changes couldn't be written to it. `reason` is the system's code. */
  writing: { file: string; reason: string } | null
}

/** The sandbox of a file, opened on first use, so that it costs nothing for users of real clusters. */
interface LazySandbox {
  open: () => Promise<Sandbox>
  /** While the sandbox isn't open, it has no faults. */
  faults: () => Promise<SandboxFaults>
  problems: () => SandboxProblems
  close: () => Promise<void>
}

/** Its code is also loaded only then. */
const load: typeof createSandbox = async (deps) => (await import('./sandbox.ts')).createSandbox(deps)

export function createLazySandbox({
  file,
  version,
  create = load,
}: {
  file: string
  version: () => SandboxVersion
  create?: typeof createSandbox
}): LazySandbox & { onProblems: (listener: (problems: SandboxProblems) => void) => void } {
  let opened: Promise<Sandbox> | null = null
  let problems: SandboxProblems = { reading: null, writing: null }
  const listeners: ((problems: SandboxProblems) => void)[] = []
  const tell = (changes: Partial<SandboxProblems>) => {
    problems = { ...problems, ...changes }
    for (const listener of listeners) listener(problems)
  }
  const begin = async (): Promise<Sandbox> => {
    const sandbox = await create({
      file,
      version,
      onFileProblem: (reason) => {
        if (reason === (problems.writing?.reason ?? null)) return
        tell({ writing: reason === null ? null : { file, reason } })
      },
    })
    if (sandbox.problem !== null) tell({ reading: sandbox.problem })
    return sandbox
  }
  return {
    open: () => {
      opened ??= begin().catch((error: unknown) => {
        // A failed attempt can be repeated.
        opened = null
        throw error
      })
      return opened
    },
    faults: async () => (opened === null ? noFaults : (await opened).faults()),
    problems: () => problems,
    onProblems: (listener) => void listeners.push(listener),
    close: async () => {
      await (await opened)?.close()
    },
  }
}
