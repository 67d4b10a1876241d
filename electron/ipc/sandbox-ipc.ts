import { sandbox as contract } from '../../shared/contract/sandbox.ts'
import type { SandboxFaults } from '../../shared/sandbox.ts'
import type { Ipc } from './handle.ts'

/** The sandbox as the window may handle it. */
export interface SandboxControls {
  faults: () => SandboxFaults
  switchFaults: (changes: Partial<SandboxFaults>) => SandboxFaults
  reset: () => void
}

/** Serves the `sandbox` domain; the sandbox is opened when it is first asked for. */
export function serveSandbox(ipc: Ipc, open: () => Promise<SandboxControls>): void {
  ipc.implement('sandbox', contract, {
    faults: async () => (await open()).faults(),
    switchFaults: async (changes) => (await open()).switchFaults(given(changes)),
    reset: async () => {
      ;(await open()).reset()
      return null
    },
  })
}

/** Without what is not given. */
const given = (changes: {
  [K in keyof SandboxFaults]?: SandboxFaults[K] | undefined
}): Partial<SandboxFaults> =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
