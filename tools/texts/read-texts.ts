import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { NodeTypes, parse as parseTemplate, type TemplateChildNode } from '@vue/compiler-dom'
import ts from 'typescript'

/** A text for people, with its file and line. Interpolations are `…`. */
export interface ProductText {
  file: string
  line: number
  text: string
}

const code = new Set(['.ts', '.vue', '.mjs'])
const isOfTests = /\.test\.ts$|\.fixture\.ts$|\.d\.m?ts$|\/testing\//
/** Attributes in `.vue` files that contain code or names, not texts. */
const codeAttributes = new Set([
  'class',
  'style',
  'id',
  'role',
  'type',
  'name',
  'href',
  'ref',
  'key',
  'is',
  'for',
])

/** The files of the product and its tools below a folder, except tests. */
function filesOf(path: string): string[] {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path)
    .flatMap((name) => (name === 'node_modules' ? [] : filesOf(join(path, name))))
    .filter((file) => code.has(extname(file)) && !isOfTests.test(file))
}

/** Whether it is prose, not a name or selector: two words with a space, or a final punctuation mark. */
const isText = (text: string): boolean => /[A-Za-z’]{2,}[,;:]? [A-Za-z“]/.test(text)

function textsOfScript(file: string, script: string, firstLine: number): ProductText[] {
  const source = ts.createSourceFile(file, script, ts.ScriptTarget.Latest, true)
  const texts: ProductText[] = []
  const take = (node: ts.Node, text: string) => {
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + firstLine
    if (isText(text)) texts.push({ file, line, text: text.replace(/\s+/g, ' ').trim() })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isLiteralTypeNode(node)) return
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) take(node, node.text)
    if (ts.isTemplateExpression(node))
      take(node, [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…'))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return texts
}

function textsOfTemplate(file: string, template: string): ProductText[] {
  const texts: ProductText[] = []
  const take = (line: number, text: string) => {
    if (isText(text)) texts.push({ file, line, text: text.replace(/\s+/g, ' ').trim() })
  }
  const visit = (node: TemplateChildNode): void => {
    if (node.type !== NodeTypes.ELEMENT) return
    for (const property of node.props) {
      const { line } = property.loc.start
      if (property.type === NodeTypes.ATTRIBUTE) {
        if (!codeAttributes.has(property.name)) take(line, property.value?.content ?? '')
      } else if (property.exp !== undefined && /['"`]/.test(property.exp.loc.source))
        texts.push(...textsOfScript(file, `(${property.exp.loc.source})`, line))
    }
    let run = ''
    for (const child of node.children) {
      if (child.type === NodeTypes.TEXT) run += child.content
      if (child.type === NodeTypes.INTERPOLATION) {
        run += '…'
        texts.push(...textsOfScript(file, `(${child.loc.source.slice(2, -2)})`, child.loc.start.line))
      }
    }
    take(node.loc.start.line, run)
    node.children.forEach(visit)
  }
  parseTemplate(template).children.forEach(visit)
  return texts
}

function textsOfComponent(file: string, source: string): ProductText[] {
  return parseTemplate(source, { parseMode: 'sfc' }).children.flatMap((block) => {
    if (block.type !== NodeTypes.ELEMENT) return []
    const [first, last] = [block.children[0], block.children.at(-1)]
    if (first === undefined || last === undefined) return []
    const start = first.loc.start
    if (block.tag === 'script')
      return textsOfScript(file, source.slice(start.offset, last.loc.end.offset), start.line)
    if (block.tag !== 'template') return []
    const before = '\n'.repeat(start.line - 1)
    return textsOfTemplate(file, before + source.slice(start.offset, last.loc.end.offset))
  })
}

/** All texts in the code below these folders: strings, displayed template text, and attributes that are read aloud. */
export function readTexts(folders: readonly string[]): ProductText[] {
  return folders.flatMap(filesOf).flatMap((file) => {
    const source = readFileSync(file, 'utf8')
    return extname(file) === '.vue' ? textsOfComponent(file, source) : textsOfScript(file, source, 1)
  })
}

/** The lines of documents, without code blocks and URLs. */
export function readDocuments(files: readonly string[]): ProductText[] {
  return files.flatMap((file) => {
    let isCode = false
    return readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((text, at) => {
        if (text.trimStart().startsWith('```')) isCode = !isCode
        const plain = text.replace(/`[^`]*`|\]\([^)]*\)/g, '')
        return isCode || !isText(plain) ? [] : [{ file, line: at + 1, text: plain }]
      })
  })
}
