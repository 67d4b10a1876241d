import { globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import ts from 'typescript'

/** The path of each file in the repository, with `/`, and its text. */
export type Sources = ReadonlyMap<string, string>

/** What each file, or folder, imports of our own. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>

/** All TypeScript, JavaScript and `.vue` files of the repository at `root`. */
export function readSources(root: string): Sources {
  const files = globSync(['{electron,renderer,shared,tools,tests}/**/*.{ts,mts,mjs,vue}', '*.{ts,js}'], {
    cwd: root,
  })
  return new Map(
    files.sort().map((file) => [file.replaceAll('\\', '/'), readFileSync(join(root, file), 'utf8')]),
  )
}

/** What `files` import from `sources`. Type imports, dynamic imports and re-exports count too. */
export function graphOf(sources: Sources, files: Iterable<string> = sources.keys()): ImportGraph {
  return new Map(
    [...files].map((file) => {
      const text = sources.get(file) ?? ''
      const { importedFiles } = ts.preProcessFile(file.endsWith('.vue') ? scriptsOf(text) : text, true, true)
      const own = importedFiles.map(({ fileName }) => resolveImport(sources, file, fileName))
      return [file, [...new Set(own.filter((path) => path !== undefined))]]
    }),
  )
}

/** The folders of the files that `counts` accepts, and which folders they import from. */
export function foldersOf(graph: ImportGraph, counts: (file: string) => boolean): ImportGraph {
  const folders = new Map<string, Set<string>>()
  for (const [file, imported] of graph) {
    if (!counts(file)) continue
    const from = posix.dirname(file)
    const others = folders.get(from) ?? new Set()
    folders.set(from, others)
    for (const path of imported)
      if (counts(path) && posix.dirname(path) !== from) others.add(posix.dirname(path))
  }
  return new Map([...folders].map(([folder, others]) => [folder, [...others]]))
}

/** These files, and all that import one of them, directly or indirectly. */
export function importersOf(graph: ImportGraph, files: readonly string[]): string[] {
  const importers = new Map<string, string[]>()
  for (const [file, imported] of graph)
    for (const path of imported) importers.set(path, [...(importers.get(path) ?? []), file])
  const found = new Set(files)
  // Iterating a Set also visits items that are added meanwhile.
  for (const file of found) for (const importer of importers.get(file) ?? []) found.add(importer)
  return [...found]
}

/** The unit tests that import one of these files, directly or indirectly. */
export const unitTestsOf = (graph: ImportGraph, files: readonly string[]): string[] =>
  importersOf(graph, files).filter((file) =>
    /^((electron|renderer|shared|tools)\/.*|tests\/csv\/[^/]*)\.test\.ts$/.test(file),
  )

/** At least one cycle for each strongly connected component of the graph, as a path. Empty if there is none. */
export function circlesOf(graph: ImportGraph): string[][] {
  const circles: string[][] = []
  const way: string[] = []
  const seen = new Set<string>()
  const visit = (node: string) => {
    if (way.includes(node)) circles.push([...way.slice(way.indexOf(node)), node])
    if (seen.has(node)) return
    seen.add(node)
    way.push(node)
    graph.get(node)?.forEach(visit)
    way.pop()
  }
  for (const node of graph.keys()) visit(node)
  return circles
}

function scriptsOf(component: string): string {
  return [...component.matchAll(/^<script\b[^>]*>(.*?)^<\/script>/gms)].map(([, script]) => script).join('\n')
}

/** The file of ours that `file` imports as `name`. Undefined for a package. */
export function resolveImport(sources: Sources, file: string, name: string): string | undefined {
  if (!name.startsWith('.')) return undefined
  const path = posix.join(posix.dirname(file), name.replace(/\?.*$/, ''))
  return [path, `${path}.ts`, `${path}/index.ts`].find((candidate) => sources.has(candidate))
}
