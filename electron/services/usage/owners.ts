import type { WorkloadRef } from '../../../shared/usage.ts'
import type { ReadObject } from './read-workload.ts'

/** Maximum depth of owners. A longer or circular chain is cut. */
const longestChain = 10

/** Which object owns which, according to what was listed. */
export function createOwners() {
  const controllers = new Map<string, WorkloadRef>()
  return {
    put({ ref, controller }: ReadObject): void {
      if (controller !== null) controllers.set(ref.uid, controller)
    },
    /** The object and its owners, outermost last. An owner that wasn't listed is known only by its reference. */
    chainOf({ ref, controller }: ReadObject): WorkloadRef[] {
      const chain = [ref]
      let next = controller
      while (next !== null && chain.length < longestChain) {
        const { uid } = next
        if (chain.some((link) => link.uid === uid)) break
        chain.push(next)
        next = controllers.get(uid) ?? null
      }
      return chain
    },
  }
}
