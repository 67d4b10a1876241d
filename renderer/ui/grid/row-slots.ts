/**
 * Gives rendered rows the elements of those that left: a row keeps its slot while it is rendered, so that its
 * element, and a focus in it, stays; a row that comes takes a free one, in the order of the slots.
 */
export function createRowSlots(): (uids: readonly string[]) => number[] {
  let taken = new Map<string, number>()
  let count = 0
  return (uids) => {
    const wanted = new Set(uids)
    const free: number[] = []
    for (const [uid, slot] of taken) if (!wanted.has(uid)) free.push(slot)
    free.sort((a, b) => b - a)
    const next = new Map<string, number>()
    for (const uid of uids) next.set(uid, taken.get(uid) ?? free.pop() ?? count++)
    // Slots that nothing uses anymore are forgotten with their elements.
    taken = next
    return uids.map((uid) => next.get(uid) ?? 0)
  }
}
