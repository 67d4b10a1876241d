import type { SandboxFaults } from '../../shared/sandbox.ts'

export const noFaults: SandboxFaults = {
  latency: 0,
  failEvery: 0,
  failWith: 503,
  isReadOnly: false,
  isDead: false,
}

/** The current faults, and the count of requests that decides which of them fail. */
export interface FaultSwitches {
  current: () => SandboxFaults
  change: (changes: Partial<SandboxFaults>) => SandboxFaults
  /** How the current request fails; `null` if it doesn't. */
  nextFailure: () => SandboxFaults['failWith'] | null
}

export function createFaultSwitches(): FaultSwitches {
  let faults = noFaults
  let requests = 0
  return {
    current: () => faults,
    change: (changes) => {
      faults = { ...faults, ...changes }
      requests = 0
      return faults
    },
    nextFailure: () => {
      requests += 1
      const { failEvery, failWith } = faults
      return failEvery > 0 && requests % failEvery === 0 ? failWith : null
    },
  }
}
