/** Tracks which uids share a name. Finding the others takes the same time however many share it. */
export function createDuplicateNames() {
  /** Most names belong to a single uid, which needs no set. */
  const sharing = new Map<string, string | Set<string>>()
  const changed = new Set<string>()
  const uidsOf = (key: string): ReadonlySet<string> => {
    const uids = sharing.get(key)
    return typeof uids === 'string' ? new Set([uids]) : (uids ?? new Set())
  }

  return {
    add(key: string, uid: string): void {
      const uids = sharing.get(key)
      if (uids === undefined || uids === uid) {
        sharing.set(key, uid)
        return
      }
      if (typeof uids === 'string') sharing.set(key, new Set([uids, uid]))
      else uids.add(uid)
      changed.add(key)
    },

    remove(key: string, uid: string): void {
      const uids = sharing.get(key)
      if (uids === uid) sharing.delete(key)
      if (uids === undefined || typeof uids === 'string' || !uids.delete(uid)) return
      const [only = ''] = uids
      if (uids.size === 1) sharing.set(key, only)
      changed.add(key)
    },

    /** How many names were joined or left since they were last taken. */
    get changeSize(): number {
      return changed.size
    },

    /** The uids of every name that was joined or left since the last call. */
    *takeChanged(): Generator<string> {
      for (const key of changed) yield* uidsOf(key)
      changed.clear()
    },

    /** How many others share the name, and at most `limit` of them. */
    others(key: string, uid: string, limit: number): { count: number; some: string[] } {
      if (sharing.get(key) === uid) return { count: 0, some: [] }
      const uids = uidsOf(key)
      const some: string[] = []
      for (const other of uids) {
        if (some.length === limit) break
        if (other !== uid) some.push(other)
      }
      return { count: Math.max(0, uids.size - 1), some }
    },
  }
}
