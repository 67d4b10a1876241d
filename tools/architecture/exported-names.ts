import { resolveImport, type Sources } from './import-graph.ts'

/** Rooms whose exported names are product terms. */
const product = /^(?:electron|renderer|shared)\//
/** Tests and their helpers have their own names. */
const ofTests = /\.(?:test|fixture)\.ts$|\/testing\//

/** Things that exist on both sides of the contract under the same name. */
export const sameThing: readonly string[] = [
  // Its schema, and its known parts where no schema is needed.
  'AgeLimits',
]

/** Files whose names are read without an import that names their path. Default exports have no name and need no entry. */
const readByPath = [
  // Each file of the folder, as `npm run fuzz` finds it.
  /^tools\/fuzz\/targets\/[^/]+\.ts$/,
  // What the application gets when it imports 'electron'.
  /^tools\/chromium-runtime\/modules\/electron\.ts$/,
]

/** The names that several product files declare and export, with these files. */
export function namesDeclaredTwice(sources: Sources): Map<string, string[]> {
  const declared = new Map<string, string[]>()
  for (const [file, text] of sources) {
    if (!product.test(file) || ofTests.test(file) || !file.endsWith('.ts')) continue
    for (const name of declaredNames(text)) declared.set(name, [...(declared.get(name) ?? []), file])
  }
  return new Map([...declared].filter(([, files]) => files.length > 1))
}

/** The exports, also of types, that no other file imports or exports again. One sentence each. */
export function needlessExports(sources: Sources): string[] {
  const imported = importedNames(sources)
  return [...sources]
    .filter(([file]) => !readByPath.some((entry) => entry.test(file)))
    .flatMap(([file, text]) =>
      [...declaredNames(text), ...listedNames(text)]
        .filter((name) => imported.get(moduleOf(file))?.has(name) !== true)
        .map((name) => `${file} exports ${name}, which no other file imports`),
    )
}

/** What is imported from each file. After a dynamic import, any word of the importing file may be a name. */
function importedNames(sources: Sources): Map<string, Set<string>> {
  const imported = new Map<string, Set<string>>()
  for (const [file, text] of sources) {
    const add = (path: string, names: readonly string[]) => {
      const found = resolveImport(sources, file, path)
      if (found === undefined) return
      const known = imported.get(moduleOf(found)) ?? new Set()
      imported.set(moduleOf(found), known)
      for (const name of names) known.add(name)
    }
    for (const [, list = '', path = ''] of text.matchAll(importLists)) {
      const names = [...list.matchAll(listed)].map(([, name = '']) => name)
      add(path, names)
    }
    for (const [, path = ''] of text.matchAll(dynamicImports)) add(path, text.match(/\w+/g) ?? [])
  }
  return imported
}

// The formatter gives these lines one form. To parse all files would take ten times as long.
const importLists = /^(?:import|export) [^'(]*?\{([^}]*)\} from '(\.[^']+)'/gm
const dynamicImports = /\bimport\(\s*'(\.[^']+)'/g
const declarations =
  /^export (?:declare |abstract |async )*(?:const|let|function\*?|class|interface|type|enum) (\w+)/gm
const exportLists = /^export (?:type )?\{([^}]*)\}/gm
const listed = /(?:\btype )?\b(\w+)(?: as (\w+))?/g

const declaredNames = (text: string): Set<string> =>
  new Set([...text.matchAll(declarations)].map(([, name = '']) => name))

const listedNames = (text: string): string[] =>
  [...text.matchAll(exportLists)].flatMap(([, list = '']) =>
    [...list.matchAll(listed)].map(([, name = '', renamed = name]) => renamed),
  )

/** `x.d.mts` has the types of `x.mjs`. */
const moduleOf = (file: string): string => file.replace(/\.d\.mts$/, '.mjs')
