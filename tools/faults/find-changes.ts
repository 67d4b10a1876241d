import ts from 'typescript'

/** One small change of a source text: two offsets, and what replaces the text between them. */
export interface Change {
  start: number
  end: number
  before: string
  after: string
}

const swappedOperators: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: '!==',
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: '===',
  [ts.SyntaxKind.LessThanToken]: '>=',
  [ts.SyntaxKind.LessThanEqualsToken]: '>',
  [ts.SyntaxKind.GreaterThanToken]: '<=',
  [ts.SyntaxKind.GreaterThanEqualsToken]: '<',
  [ts.SyntaxKind.AmpersandAmpersandToken]: '||',
  [ts.SyntaxKind.BarBarToken]: '&&',
  [ts.SyntaxKind.PlusToken]: '-',
  [ts.SyntaxKind.MinusToken]: '+',
}

/**
 * All possible faults in a file in order: swapped operators, negated conditions, exchanged branches, changed constants,
 * removed statements.
 * @param name the file's name; in a `.vue` file only its script is changed
 */
export function findChanges(name: string, text: string): Change[] {
  const { script, offset } = scriptOf(name, text)
  const file = ts.createSourceFile('source.ts', script, ts.ScriptTarget.Latest, true)
  const found: Change[] = []
  const add = (node: ts.Node, after: string): void => {
    const start = node.getStart(file)
    found.push({
      start: start + offset,
      end: node.end + offset,
      before: script.slice(start, node.end),
      after,
    })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return
    changeNode(node, (part) => part.getText(file), add)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function changeNode(
  node: ts.Node,
  textOf: (node: ts.Node) => string,
  add: (node: ts.Node, after: string) => void,
): void {
  if (ts.isBinaryExpression(node)) {
    const swapped = swappedOperators[node.operatorToken.kind]
    if (swapped !== undefined) add(node.operatorToken, swapped)
  } else if (ts.isConditionalExpression(node)) {
    const [condition, yes, no] = [node.condition, node.whenTrue, node.whenFalse].map(textOf)
    add(node, `${String(condition)} ? ${String(no)} : ${String(yes)}`)
  } else if (ts.isIfStatement(node)) {
    add(node.expression, `!(${textOf(node.expression)})`)
  } else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    add(node, textOf(node.operand))
  } else if (node.kind === ts.SyntaxKind.TrueKeyword) {
    add(node, 'false')
  } else if (node.kind === ts.SyntaxKind.FalseKeyword) {
    add(node, 'true')
  } else if (ts.isNumericLiteral(node)) {
    add(node, `(${textOf(node)} + 1)`)
  } else if (ts.isExpressionStatement(node) && isCall(node.expression)) {
    add(node, ';')
  }
}

function isCall(node: ts.Expression): boolean {
  if (ts.isAwaitExpression(node) || ts.isVoidExpression(node)) return isCall(node.expression)
  return ts.isCallExpression(node)
}

function scriptOf(name: string, text: string): { script: string; offset: number } {
  if (!name.endsWith('.vue')) return { script: text, offset: 0 }
  const opening = /<script[^>]*>/.exec(text)
  if (opening === null) return { script: '', offset: 0 }
  const offset = opening.index + opening[0].length
  return { script: text.slice(offset, text.indexOf('</script>', offset)), offset }
}
