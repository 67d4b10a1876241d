import ts from 'typescript'
import type { Sources } from './import-graph.ts'

/** Rooms whose exported names are words of the product. */
const product = /^(?:electron|renderer|shared)\//
/** Tests and what serves them have words of their own. */
const ofTests = /\.(?:test|fixture)\.ts$|\/testing\//

/** One thing on both sides of the contract, which bears one name on both. */
export const sameThing: readonly string[] = [
  // Its schema, and what is known of it where no schema is wanted.
  'AgeLimits',
  'ContextMark',
]

/** The names that several files of the product declare and export, with these files. */
export function namesDeclaredTwice(sources: Sources): Map<string, string[]> {
  const declared = new Map<string, string[]>()
  for (const [file, text] of sources) {
    if (!product.test(file) || ofTests.test(file) || !file.endsWith('.ts')) continue
    for (const name of new Set(exportedNames(text))) declared.set(name, [...(declared.get(name) ?? []), file])
  }
  return new Map([...declared].filter(([, files]) => files.length > 1))
}

function exportedNames(text: string): string[] {
  const { statements } = ts.createSourceFile('names.ts', text, ts.ScriptTarget.Latest)
  return statements.filter(isExported).flatMap((statement) => {
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name }) =>
        ts.isIdentifier(name) ? [name.text] : [],
      )
    }
    const { name } = statement as ts.DeclarationStatement
    return name !== undefined && ts.isIdentifier(name) ? [name.text] : []
  })
}

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
