import type { CDPSession, Page } from '@playwright/test'

/** A node as Chromium passes it to assistive technology. What is missing here is never read. */
interface SpokenNode {
  nodeId: string
  ignored: boolean
  role?: { value: string }
  name?: { value: string }
  description?: { value: string }
  value?: { value: unknown }
  properties?: { name: string; value: { value?: unknown } }[]
  childIds?: string[]
  backendDOMNodeId?: number
}

interface DomNode {
  backendNodeId: number
  attributes?: string[]
  children?: DomNode[]
}

/** States that are announced if they hold, in the order of the text. */
const states = [
  ...['level', 'hasPopup', 'expanded', 'checked', 'pressed', 'selected', 'disabled', 'readonly', 'required'],
  ...['invalid', 'modal', 'multiselectable', 'valuemin', 'valuemax', 'valuetext', 'live', 'busy', 'focused'],
]
/** States that are announced with any value. */
const alwaysSaid = new Set(['expanded', 'checked', 'pressed'])
/** Attributes that Chromium passes to readers but omits from its own description of the tree. */
const attributes = ['aria-current', 'aria-sort', 'aria-rowcount', 'aria-keyshortcuts']

/** Container roles that aren't announced. */
const silent = new Set(['generic', 'none', 'LabelText', 'RootWebArea'])
/** The parts of Chromium's own painting. */
const painted = new Set(['InlineTextBox', 'LineBreak', 'ListMarker'])
/** Their content is their value or their name. */
const closed = new Set([
  ...['textbox', 'searchbox', 'spinbutton', 'combobox', 'option', 'checkbox', 'radio', 'switch', 'image'],
])
/** Roles named by their content, so that it isn't repeated. */
const calledByContent = new Set([
  ...['button', 'link', 'heading', 'row', 'cell', 'gridcell', 'columnheader', 'rowheader', 'treeitem'],
  ...['menuitem', 'menuitemcheckbox', 'term'],
])
/** Similar rows of a table or list are announced similarly. Only the first ones are included. */
const shownRows = 2

interface TreeOptions {
  /** The roles whose nodes are included, with their content. By default, the whole window. */
  only?: readonly string[]
  /** Replace what differs between runs. */
  masks?: readonly (readonly [RegExp, string])[]
}

/**
 * What a screen reader finds in the window, in order: a line per role with its name, value, states and description, and
 * the texts in between. Of similar rows, only the first ones.
 */
export async function accessibilityTree(
  window: Page,
  { only, masks = [] }: TreeOptions = {},
): Promise<string> {
  const session = await sessionOf(window)
  const { root } = (await session.send('DOM.getDocument', { depth: -1 })) as { root: DomNode }
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: SpokenNode[] }
  const text = linesOf(nodes, attributesById(root), only).join('\n')
  return masks.reduce((masked, [what, by]) => masked.replaceAll(what, by), `${text}\n`)
}

/** One per window, since opening it takes longer than using it. */
const sessions = new WeakMap<Page, Promise<CDPSession>>()
function sessionOf(window: Page): Promise<CDPSession> {
  const session = sessions.get(window) ?? window.context().newCDPSession(window)
  sessions.set(window, session)
  return session
}

function attributesById(root: DomNode): Map<number, Map<string, string>> {
  const found = new Map<number, Map<string, string>>()
  const visit = ({ backendNodeId, attributes: flat = [], children = [] }: DomNode): void => {
    const own = new Map<string, string>()
    for (let at = 0; at < flat.length; at += 2) own.set(flat[at] ?? '', flat[at + 1] ?? '')
    found.set(backendNodeId, own)
    children.forEach(visit)
  }
  visit(root)
  return found
}

const roleOf = ({ role }: SpokenNode): string => role?.value ?? ''
const nameOf = ({ name }: SpokenNode): string => name?.value.trim() ?? ''

function linesOf(
  nodes: readonly SpokenNode[],
  dom: ReturnType<typeof attributesById>,
  only: readonly string[] | undefined,
): string[] {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const childrenOf = ({ childIds = [] }: SpokenNode) => childIds.flatMap((id) => byId.get(id) ?? [])
  const lines: string[] = []

  /** `said` is the name of the surrounding node, whose text isn't repeated. */
  function visit(node: SpokenNode, depth: number, said: string): void {
    const [role, name] = [roleOf(node), nameOf(node)]
    if (painted.has(role)) return
    if (role === 'StaticText') {
      if (!node.ignored && name !== '' && !said.includes(name)) lines.push(`${indent(depth)}text "${name}"`)
      return
    }
    if (role === 'LabelText') {
      visitAll(node, depth, `${said} ${controlNames(node)}`)
      return
    }
    if (node.ignored || role === 'RootWebArea' || (silent.has(role) && name === '')) {
      visitAll(node, depth, said)
      return
    }
    lines.push(`${indent(depth)}${lineOf(node, dom.get(node.backendDOMNodeId ?? -1))}`)
    if (!closed.has(role)) visitAll(node, depth + 1, calledByContent.has(role) ? name : '')
  }

  function visitAll(node: SpokenNode, depth: number, said: string): void {
    let rows = 0
    for (const child of childrenOf(node)) {
      if (roleOf(child) === 'row') rows += 1
      if (roleOf(child) !== 'row' || rows <= shownRows) visit(child, depth, said)
      else if (rows === shownRows + 1) lines.push(`${indent(depth)}…`)
    }
  }

  /** A label names its control. */
  const controlNames = (node: SpokenNode): string =>
    childrenOf(node)
      .map((child) => (roleOf(child) === 'StaticText' ? '' : `${nameOf(child)} ${controlNames(child)}`))
      .join(' ')

  /** The outermost nodes with some roles. */
  const outermost = (node: SpokenNode, roles: readonly string[]): SpokenNode[] =>
    !node.ignored && roles.includes(roleOf(node))
      ? [node]
      : childrenOf(node).flatMap((child) => outermost(child, roles))

  const [root] = nodes
  if (root === undefined) return []
  for (const node of only === undefined ? [root] : outermost(root, only)) visit(node, 0, '')
  return lines
}

const indent = (depth: number): string => '  '.repeat(depth)

function lineOf(node: SpokenNode, own = new Map<string, string>()): string {
  const parts = [node.role?.value ?? '']
  const name = node.name?.value ?? ''
  if (name !== '') parts.push(`"${name}"`)
  const value = node.value?.value
  // Its progress isn't stable.
  if (value !== undefined && value !== '' && value !== name && roleOf(node) !== 'progressbar')
    parts.push(`= ${JSON.stringify(value)}`)
  const properties = new Map(node.properties?.map((property) => [property.name, property.value.value]))
  for (const state of states) {
    const holds = properties.get(state)
    if (holds === undefined || holds === 'off') continue
    if (!alwaysSaid.has(state) && (holds === false || holds === 'false' || holds === '')) continue
    parts.push(
      holds === true || holds === 'true'
        ? `[${state}]`
        : `[${state}=${JSON.stringify(holds).replaceAll('"', '')}]`,
    )
  }
  for (const attribute of attributes) {
    const said = own.get(attribute)
    if (said !== undefined && said !== 'false') parts.push(`[${attribute.slice(5)}=${said}]`)
  }
  const description = node.description?.value ?? ''
  if (description !== '' && description !== name) parts.push(`(${description})`)
  return parts.join(' ')
}
