/** Which uids share a name. Finding the others of a name costs the same however many share it. */
export function createDuplicateNames() {
  const sharing = new Map<string, Set<string>>()
  const changed = new Set<string>()

  return {
    add(key: string, uid: string): void {
      const uids = sharing.get(key) ?? new Set<string>()
      sharing.set(key, uids.add(uid))
      if (uids.size > 1) changed.add(key)
    },

    remove(key: string, uid: string): void {
      const uids = sharing.get(key)
      if (uids?.delete(uid) !== true) return
      if (uids.size === 0) sharing.delete(key)
      else changed.add(key)
    },

    /** How many names have been joined or left since they were last taken. */
    get changeSize(): number {
      return changed.size
    },

    /** The uids of every name that someone has joined or left since the last call. */
    *takeChanged(): Generator<string> {
      for (const key of changed) yield* sharing.get(key) ?? []
      changed.clear()
    },

    /** How many others share the name, and at most `limit` of them. */
    others(key: string, uid: string, limit: number): { count: number; some: string[] } {
      const uids = sharing.get(key) ?? new Set<string>()
      const some: string[] = []
      for (const other of uids) {
        if (some.length === limit) break
        if (other !== uid) some.push(other)
      }
      return { count: Math.max(0, uids.size - 1), some }
    },
  }
}
