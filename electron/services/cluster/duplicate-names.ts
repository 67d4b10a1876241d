/** Tracks which uids share a name in a group. Finding the others takes the same time however many share it. */
export function createDuplicateNames() {
  /** By group and name. Most names belong to a single uid, which needs no set. */
  const groups = new Map<string, Map<string, string | Set<string>>>()
  const changed = new Set<ReadonlySet<string>>()

  return {
    add(group: string, name: string, uid: string): void {
      const names = groups.get(group)
      if (names === undefined) {
        groups.set(group, new Map([[name, uid]]))
        return
      }
      const uids = names.get(name)
      if (uids === undefined || uids === uid) {
        names.set(name, uid)
        return
      }
      const sharing = typeof uids === 'string' ? new Set([uids]) : uids
      names.set(name, sharing.add(uid))
      changed.add(sharing)
    },

    remove(group: string, name: string, uid: string): void {
      const names = groups.get(group)
      const uids = names?.get(name)
      if (names === undefined || uids === undefined) return
      if (uids === uid) names.delete(name)
      if (names.size === 0) groups.delete(group)
      if (typeof uids === 'string' || !uids.delete(uid)) return
      const [only = ''] = uids
      if (uids.size === 1) names.set(name, only)
      changed.add(uids)
    },

    /** How many names were joined or left since they were last taken. */
    get changeSize(): number {
      return changed.size
    },

    /** The uids of every name that was joined or left since the last call. */
    *takeChanged(): Generator<string> {
      for (const uids of changed) yield* uids
      changed.clear()
    },

    /** How many others share the name, and at most `limit` of them. */
    others(group: string, name: string, uid: string, limit: number): { count: number; some: string[] } {
      const uids = groups.get(group)?.get(name)
      if (uids === undefined || typeof uids === 'string') return { count: 0, some: [] }
      const some: string[] = []
      for (const other of uids) {
        if (some.length === limit) break
        if (other !== uid) some.push(other)
      }
      return { count: Math.max(0, uids.size - 1), some }
    },
  }
}
