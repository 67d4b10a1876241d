import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { NodeTypes, parse, type ElementNode, type TemplateChildNode } from '@vue/compiler-dom'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const notes = new Set(['NoteBlock', 'BarNote'])

/** Notes that no region around them in their file announces, and why that is right. */
const unannounced: Readonly<Record<string, string>> = {
  'features/connection/HealthBar.vue': 'ListHeard announces it, as it appears together with its page',
  'features/connection/RightsBar.vue': 'ListHeard announces it, as it appears together with its page',
  'features/contexts/ContextNews.vue': 'in the region of AppNotices',
  'features/registry-login/LoginResult.vue': 'in the region of LoginTest',
  'features/details/IssueNotes.vue': 'in the region of OverviewSection',
  'features/life/ExpiryNote.vue': 'in the region of OverviewSection',
  'features/life/OwnerNote.vue': 'shown with its dialog and never later',
  'features/checks/FindingNotes.vue': 'CheckSection and CheckDialog announce how many there are',
  'features/snapshots/history/HistoryNotRead.vue': 'only its sentence is an alert, as its button changes',
  'features/usage/UsageBar.vue': 'its count changes all the time, so a status beside it is announced',
  'features/snapshots/compare/CompareNotes.vue': 'which columns are only in one file, beside the outcome',
}

const attribute = (element: ElementNode, name: string): boolean =>
  element.props.some((prop) =>
    prop.type === NodeTypes.ATTRIBUTE
      ? prop.name === name
      : prop.arg?.type === NodeTypes.SIMPLE_EXPRESSION && prop.arg.content === name,
  )
const isRegion = (element: ElementNode): boolean =>
  attribute(element, 'aria-live') ||
  element.props.some(
    (prop) => prop.name === 'role' && 'value' in prop && /^(status|alert)$/.test(prop.value?.content ?? ''),
  )

/** How many notes below a node no region announces. */
function silentBelow(node: TemplateChildNode): number {
  if (node.type !== NodeTypes.ELEMENT || isRegion(node)) return 0
  const isNote = notes.has(node.tag) && !attribute(node, 'role')
  return node.children.reduce((sum, child) => sum + silentBelow(child), isNote ? 1 : 0)
}

test('every note that can appear later is announced, or something else says what it says', () => {
  const files = ['app', 'features'].flatMap((folder) =>
    readdirSync(join(root, 'renderer', folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.vue'))
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`),
  )
  const silent = files.filter((file) => {
    const { children } = parse(readFileSync(join(root, 'renderer', file), 'utf8'))
    const template = children.find((each) => each.type === NodeTypes.ELEMENT && each.tag === 'template')
    return template !== undefined && silentBelow(template) > 0
  })
  expect(silent.sort()).toEqual(Object.keys(unannounced).sort())
})
