/**
 * Reuses the elements of rows that left: a row keeps its slot while rendered, so that its element and the focus in it
 * stay; a new row takes a free slot, lowest first.
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
    // Unused slots are dropped with their elements.
    taken = next
    return uids.map((uid) => next.get(uid) ?? 0)
  }
}
