import { sandbox as contract } from '../../shared/contract/sandbox.ts'
import type { Failure } from '../../shared/failure.ts'
import type { SandboxFaults, SandboxVersion } from '../../shared/sandbox.ts'
import type { Ipc } from './handle.ts'

/** What the window can do with the open sandbox. */
interface SandboxControls {
  switchFaults: (changes: Partial<SandboxFaults>) => SandboxFaults
  reset: () => void
}

/** The problems with the sandbox's file. */
interface SandboxProblems {
  reading: { file: string; setAside: string; reason: string } | null
  writing: { file: string; reason: string } | null
}

/** The sandbox, which is opened only when it is first used. */
interface SandboxService {
  open: () => Promise<SandboxControls>
  faults: () => Promise<SandboxFaults>
  problems: () => SandboxProblems
  onProblems: (listener: (problems: SandboxProblems) => void) => void
}

/** Serves the `sandbox` domain and reports problems with its file. */
export function serveSandbox(
  ipc: Ipc,
  sandbox: SandboxService,
  keepVersion: (version: SandboxVersion) => Promise<unknown>,
): void {
  ipc.implement('sandbox', contract, {
    faults: sandbox.faults,
    switchFaults: async (changes) => (await sandbox.open()).switchFaults(given(changes)),
    reset: async ({ version }) => {
      await keepVersion(version)
      ;(await sandbox.open()).reset()
      return null
    },
    problems: () => failuresOf(sandbox.problems()),
  })
  const announce = ipc.announcer<typeof contract>('sandbox')
  sandbox.onProblems((problems) => announce('problemsChanged', failuresOf(problems)))
}

function failuresOf({ reading, writing }: SandboxProblems): Failure[] {
  const { file = '', setAside = '', reason = '' } = reading ?? {}
  return [
    ...(reading === null ? [] : [{ code: 'sandbox-broken' as const, file, setAside, reason }]),
    ...(writing === null ? [] : [{ code: 'sandbox-not-written' as const, ...writing }]),
  ]
}

/** Omits undefined values. */
const given = (changes: {
  [K in keyof SandboxFaults]?: SandboxFaults[K] | undefined
}): Partial<SandboxFaults> =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
