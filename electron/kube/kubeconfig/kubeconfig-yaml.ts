import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseAllDocuments, Scalar, visit } from 'yaml'
import type { Document, Node, Tags, YAMLMap } from 'yaml'

type Path = readonly PropertyKey[]
type YamlDocument = Document.Parsed

/** Creates the error to throw. `line` counts from 1; 0 if unknown. */
type YamlFault = (line: number, path: Path, reason: string) => Error

interface ReadYaml {
  value: unknown
  /** The line of the nearest existing part of a path. */
  lineOf: (path: Path) => number
}

/** How many nodes aliases may expand to: enough for thousands of contexts, too few for nested aliases of aliases. */
const aliasedLimit = 100_000
const tooDeep = 'nested too deeply'

/**
 * Parses YAML, and thus JSON, like kubectl's library: plain scalars follow YAML 1.1 (`yes` is a boolean), `<<` merges
 * at its position, the last of duplicate keys counts, and so does the first of several documents. No reason contains
 * any of the text.
 */
export function readYaml(text: string, fault: YamlFault): ReadYaml {
  // Normalizes all line breaks that kubectl accepts.
  const content = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const strange = content.search(/[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u)
  if (strange >= 0) {
    throw fault(content.slice(0, strange).split('\n').length, [], 'an invalid character')
  }
  const lines = new LineCounter()
  const lineOf = (node: unknown) => (isNode(node) && node.range ? lines.linePos(node.range[0]).line : 0)
  const document = parseFirst(content, lines, fault)
  if (document === null) return { value: null, lineOf: () => 0 }
  return {
    value: withinDepth(fault, () => createReader(document, lineOf, fault)(document.contents, [])),
    lineOf: (path) => {
      for (let length = path.length; length > 0; length -= 1) {
        const line = lineOf(document.getIn(path.slice(0, length), true))
        if (line > 0) return line
      }
      return lineOf(document.contents)
    },
  }
}

function parseFirst(content: string, lineCounter: LineCounter, fault: YamlFault): YamlDocument | null {
  const parsed = withinDepth(fault, () =>
    parseAllDocuments(content, {
      lineCounter,
      prettyErrors: false,
      schema: 'yaml-1.1',
      customTags: plainWords,
      resolveKnownTags: false,
      uniqueKeys: false,
      logLevel: 'silent',
    }),
  )
  const [document] = Array.isArray(parsed) ? parsed : []
  if (document === undefined) return null
  const error = document.errors[0] ?? document.warnings.find(({ code }) => code === 'BAD_DIRECTIVE')
  // YAML's own messages quote the text, which can contain tokens.
  if (error !== undefined) {
    const reason = error.code === 'RESOURCE_EXHAUSTION' ? tooDeep : 'not valid YAML'
    throw fault(lineCounter.linePos(error.pos[0]).line, [], reason)
  }
  const { explicit, version } = document.directives.yaml
  if (explicit === true && version !== '1.1') throw fault(1, [], 'a YAML version other than 1.1')
  return document
}

/**
 * The types of plain scalars: YAML 1.1 as in kubectl, without dates and base 60, with the octal numbers of YAML 1.2.
 */
function plainWords(tags: Tags): Tags {
  const unknown = ['merge', 'omap', 'pairs', 'set', 'timestamp'].map((name) => `tag:yaml.org,2002:${name}`)
  const known = tags.filter(
    (tag) =>
      typeof tag === 'object' && !unknown.includes(tag.tag) && !('format' in tag && tag.format === 'TIME'),
  )
  const octal = {
    tag: 'tag:yaml.org,2002:int',
    default: true,
    test: /^[-+]?0o[0-7_]+$/,
    resolve: (word: string) => parseInt(word.replace(/0o|_/g, ''), 8),
  }
  return [...known, octal]
}

/** Converts nodes to plain values. */
function createReader(document: YamlDocument, lineOf: (node: unknown) => number, fault: YamlFault) {
  const targets = targetsIn(document)
  const open = new Set<unknown>()
  let aliases = 0
  let aliased = 0

  function read(node: unknown, path: Path): unknown {
    if (aliases > 0) aliased += 1
    if (aliased > aliasedLimit) throw fault(0, [], 'aliases that expand to too much')
    if (isAlias(node)) {
      const target = targets.get(node)
      if (target === undefined) throw fault(lineOf(node), path, 'an alias without an anchor')
      aliases += 1
      const value = read(target, path)
      aliases -= 1
      return value
    }
    if (isScalar(node)) {
      return node.value instanceof Uint8Array ? Buffer.from(node.value).toString('utf8') : node.value
    }
    if (!isMap(node) && !isSeq(node)) return null
    if (open.has(node)) throw fault(lineOf(node), path, 'an alias that contains itself')
    open.add(node)
    const value = isMap(node)
      ? Object.fromEntries(readMap(node, path))
      : node.items.map((item, at) => read(item, [...path, at]))
    open.delete(node)
    return value
  }

  function readMap(node: YAMLMap, path: Path): Map<string, unknown> {
    const entries = new Map<string, unknown>()
    for (const { key, value } of node.items) {
      if (isScalar(key) && key.type === Scalar.PLAIN && key.value === '<<') {
        merge(entries, value, path)
        continue
      }
      const word = read(key, path)
      if (typeof word !== 'string' && typeof word !== 'number' && typeof word !== 'boolean') {
        throw fault(lineOf(key), path, 'a key that isn’t text')
      }
      entries.set(String(word), read(value, [...path, String(word)]))
    }
    return entries
  }

  /** The first of several maps takes precedence over the others; all of them override the entries above `<<`. */
  function merge(entries: Map<string, unknown>, value: unknown, path: Path): void {
    for (const source of isSeq(value) ? value.items.toReversed() : [value]) {
      const merged = read(source, path)
      if (!isPlainMap(merged)) throw fault(lineOf(source), path, '<< without a map')
      for (const [key, inner] of Object.entries(merged)) entries.set(key, inner)
    }
  }

  return read
}

/**
 * The target of each alias: the last node before it with that anchor. Takes one walk, where `resolve` takes one per
 * alias.
 */
function targetsIn(document: YamlDocument): Map<unknown, Node> {
  const anchors = new Map<string, Node>()
  const targets = new Map<unknown, Node>()
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) {
        const target = anchors.get(node.source)
        if (target !== undefined) targets.set(node, target)
      } else if (node.anchor !== undefined) {
        anchors.set(node.anchor, node)
      }
    },
  })
  return targets
}

function isPlainMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reports nesting that is too deep for the stack instead of crashing. */
function withinDepth<T>(fault: YamlFault, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof RangeError ? fault(0, [], tooDeep) : error
  }
}
