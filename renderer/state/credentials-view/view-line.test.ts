import { describe, expect, test } from 'vitest'
import type { ViewParts } from '../../../shared/contract/views.ts'
import { hasInvisible } from '../../../shared/visible-text.ts'
import { longestViewLine, readViewLine, viewLine } from './view-line.ts'

const view: ViewParts = {
  name: 'Old registry logins',
  search: 'harbor',
  filters: [{ field: 'type', isNot: true, keys: ['docker-registry'], over: null, within: 30 }],
  columns: ['name', 'rotatedAt'],
  sort: { column: 'rotatedAt', descending: true },
}

describe('the line of a view', () => {
  test('is read as the view that it was made of, with spaces around it', () => {
    expect(readViewLine(`  ${viewLine({ ...view, id: 'x' } as ViewParts)}\n`)).toEqual({ view, problem: '' })
  })

  test('shows what can’t be seen in it, and keeps every character of a name', () => {
    const name = `\u202eevil\u200b\n\u2066${'ש'.repeat(245)}`
    const line = viewLine({ ...view, name })
    expect(hasInvisible(line)).toBe(false)
    expect(readViewLine(line).view?.name).toBe(name)
  })

  test.each([
    ['', 'Paste the line of a view.'],
    ['harbor', 'This isn’t a view. The line of a view begins with “credenza-view/1”.'],
    [
      'credenza-view/2 {"columns":[]}',
      'A newer version of Credenza made this view. Update Credenza to use it.',
    ],
    [
      viewLine(view).slice(0, -1),
      'The line is damaged. Copy the whole line, from “credenza-view” to the last brace.',
    ],
    ['credenza-view/1 []', 'The view can’t be read: “the whole line” isn’t valid.'],
    [viewLine({ ...view, name: ' ' }), 'The view can’t be read: “name” isn’t valid.'],
    [viewLine({ ...view, name: 'x'.repeat(254) }), 'The view can’t be read: “name” isn’t valid.'],
    [viewLine(view).replace('"harbor"', '{"$ne":1}'), 'The view can’t be read: “search” isn’t valid.'],
    [
      viewLine({ ...view, columns: Array.from({ length: 101 }, (_, at) => `c${at}`) }),
      'The view can’t be read: “columns” isn’t valid.',
    ],
    [
      viewLine({
        ...view,
        filters: Array.from({ length: 41 }, () => view.filters[0] as ViewParts['filters'][0]),
      }),
      'The view can’t be read: “filters” isn’t valid.',
    ],
    [`credenza-view/1 ${'['.repeat(longestViewLine)}`, 'This is too long for a view.'],
    [
      `credenza-view/1 ${'['.repeat(60_000)}`,
      'The line is damaged. Copy the whole line, from “credenza-view” to the last brace.',
    ],
  ])('that isn’t one is refused with the reason: %#', (line, problem) => {
    expect(readViewLine(line)).toEqual({ view: null, problem })
  })

  test('brings nothing along that a view does not have', () => {
    const line = viewLine(view).replace('{', '{"__proto__":{"isAdmin":true},"constructor":1,"values":"x",')
    const read = readViewLine(line).view
    expect(read).toEqual(view)
    expect(Object.keys(read ?? {}).toSorted()).toEqual(['columns', 'filters', 'name', 'search', 'sort'])
    expect((read as object as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })
})
