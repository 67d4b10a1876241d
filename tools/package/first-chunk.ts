/** The bundler's information about a module. */
interface KnownModule {
  isEntry: boolean
  importers: readonly string[]
}

/** The bundler's modules. */
interface KnownModules {
  getModuleInfo: (id: string) => KnownModule | null
}

/**
 * Puts everything that the window's first page imports into one chunk, and leaves the rest to the bundler: one file
 * loads faster than the forty into which the bundler would split it for sharing.
 */
export function firstChunk(): (id: string, modules: KnownModules) => string | null {
  const known = new Map<string, boolean>()
  /** A module is in the first chunk if the entry, or a module in that chunk, imports it. */
  const isFirst = (id: string, modules: KnownModules): boolean => {
    const found = known.get(id)
    if (found !== undefined) return found
    // In a cycle of imports, other paths decide.
    known.set(id, false)
    const info = modules.getModuleInfo(id)
    const is =
      info !== null && (info.isEntry || info.importers.some((importer) => isFirst(importer, modules)))
    if (is) known.set(id, true)
    else known.delete(id)
    return is
  }
  return (id, modules) => (isFirst(id, modules) ? 'first' : null)
}
