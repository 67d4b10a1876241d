import type { WorkloadRef } from '../../../shared/usage.ts'
import type { ReadObject } from './read-workload.ts'

/** Owners of owners; a chain of more, or one in a circle, is cut. */
const longestChain = 10

/** Which object belongs to which, as far as what was listed tells. */
export function createOwners() {
  const controllers = new Map<string, WorkloadRef>()
  return {
    put({ ref, controller }: ReadObject): void {
      if (controller !== null) controllers.set(ref.uid, controller)
    },
    /** The object and its owners, the last one at the end: of what was not listed only the reference to it is known. */
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
