/** What the bundler tells of one module. */
interface KnownModule {
  isEntry: boolean
  importers: readonly string[]
}

/** The bundler, as far as it knows the modules. */
export interface KnownModules {
  getModuleInfo: (id: string) => KnownModule | null
}

/**
 * Puts all that the window's first page imports into one chunk, and leaves what comes later to the bundler: one file is
 * read faster than forty that the bundler would cut it into, to share them.
 */
export function firstChunk(): (id: string, modules: KnownModules) => string | null {
  const known = new Map<string, boolean>()
  /** A module is of the first chunk where the entry imports it, or one that is. */
  const isFirst = (id: string, modules: KnownModules): boolean => {
    const found = known.get(id)
    if (found !== undefined) return found
    // Where modules import each other in a circle, the way through others decides.
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
