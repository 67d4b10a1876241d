import ts from 'typescript'
import type { Sources } from './import-graph.ts'

/** Rooms whose exported names are product terms. */
const product = /^(?:electron|renderer|shared)\//
/** Tests and their helpers have their own names. */
const ofTests = /\.(?:test|fixture)\.ts$|\/testing\//

/** Things that exist on both sides of the contract under the same name. */
export const sameThing: readonly string[] = [
  // Its schema, and its known parts where no schema is needed.
  'AgeLimits',
]

/** The names that several product files declare and export, with these files. */
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
