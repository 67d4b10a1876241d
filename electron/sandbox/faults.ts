/** Faults of the sandbox, so that its user can see their effects. */
export interface Faults {
  /** Milliseconds until a response begins. */
  latency: number
  /** One in this many requests fails; 0 for none. */
  failEvery: number
  /** How they fail: with that status, or cut off after the cluster has carried them out. */
  failWith: 500 | 503 | 429 | 'cut'
  /** Every write is forbidden. */
  isReadOnly: boolean
  /** Nothing responds, and open connections are cut. */
  isDead: boolean
}

export const noFaults: Faults = {
  latency: 0,
  failEvery: 0,
  failWith: 503,
  isReadOnly: false,
  isDead: false,
}

/** The current faults, and the count of requests that decides which of them fail. */
export interface FaultSwitches {
  current: () => Faults
  change: (changes: Partial<Faults>) => Faults
  /** How the current request fails; `null` if it doesn't. */
  nextFailure: () => Faults['failWith'] | null
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
