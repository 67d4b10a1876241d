import type { SandboxVersion } from '../../shared/sandbox.ts'
import { noFaults } from './faults.ts'
import type { Faults } from './faults.ts'
import type { FileProblem } from './keep-file.ts'
import type { createSandbox, Sandbox } from './sandbox.ts'

/** What is wrong with the file of the sandbox. */
export interface SandboxProblems {
  /** It could not be read, and the seed stands in. */
  reading: FileProblem | null
  /** What changed is not in it. `reason`: the system's code. */
  writing: { file: string; reason: string } | null
}

/** The sandbox of a file, opened when it is first used: who has a cluster pays nothing for it. */
export interface LazySandbox {
  open: () => Promise<Sandbox>
  /** As long as it is not open, nothing goes wrong in it. */
  faults: () => Promise<Faults>
  problems: () => SandboxProblems
  close: () => Promise<void>
}

/** Also its code is read only then. */
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
        // What failed once may be tried again.
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
