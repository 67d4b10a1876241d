import { describe, expect, it } from 'vitest'
import { mostRecentActions } from '../../../shared/contract/settings.ts'
import { mostPerGroup, paletteSections, withCredentials } from './palette-groups.ts'
import type { PaletteItem } from './palette-item.ts'
import { readPaletteQuery } from './palette-query.ts'
import { recencyBonus, withUsed } from './recent-items.ts'

const item = (id: string, more: Partial<PaletteItem> = {}): PaletteItem => ({
  id,
  group: 'Actions',
  title: id,
  hint: '',
  icon: 'refresh',
  unavailable: '',
  run: () => undefined,
  ...more,
})
const all = [
  item('Download CSV…'),
  item('Refresh'),
  item('Rotate…', { unavailable: 'This cluster is read-only.' }),
  item('Rotation', { group: 'Settings', hint: 'From which age a credential is due' }),
  item('Credentials', { group: 'Pages' }),
  item('robotics-edge', { group: 'Clusters', hint: 'm.okafor' }),
  item('Robot', { group: 'Credentials' }),
]
const shown = (typed: string, recent: readonly string[] = []) =>
  paletteSections(all, readPaletteQuery(typed), recent).map(({ group, items }) => [
    group,
    ...items.map(({ id }) => id),
  ])

describe('the palette', () => {
  it('shows all kinds while nothing is typed, what was used recently first', () => {
    expect(shown('')).toEqual([
      ['Actions', 'Download CSV…', 'Refresh', 'Rotate…'],
      ['Pages', 'Credentials'],
      ['Clusters', 'robotics-edge'],
      ['Settings', 'Rotation'],
    ])
    expect(shown('', ['Robot', 'Rotate…', 'Refresh', 'gone'])[0]).toEqual([
      'Recently used',
      'Robot',
      'Refresh',
    ])
  })

  it('shows what is found under its heading, the best first, hints too', () => {
    expect(shown('rot')).toEqual([
      ['Actions', 'Rotate…'],
      ['Settings', 'Rotation'],
      ['Clusters', 'robotics-edge'],
    ])
    expect(shown('okafor')).toEqual([['Clusters', 'robotics-edge']])
    expect(shown('zzz')).toEqual([])
  })

  // “secrets” and Enter went to the search field: its action also matched the letters, and actions came first.
  it('puts names with the word before those that only have the letters, whatever their kind', () => {
    const pages = [item('Search credentials'), item('Secrets', { group: 'Pages' })]
    const groups = (text: string) =>
      paletteSections(pages, readPaletteQuery(text), []).map(({ group }) => group)
    expect(groups('secrets')).toEqual(['Pages', 'Actions'])
    expect(groups('search')[0]).toBe('Actions')
  })

  it('does not show what has the letters by chance, far apart', () => {
    const strewn = item('Show scopes', { hint: 'The scope tree with counts, next to the table' })
    expect(paletteSections([strewn], readPaletteQuery('rot'), [])).toEqual([])
    expect(paletteSections([strewn], readPaletteQuery('tree'), [])).toHaveLength(1)
  })

  it('prefers what was used recently, and what can be run', () => {
    const two = [item('Copy as CSV'), item('Copy as row', { unavailable: 'No.' }), item('Copy as tab')]
    const first = (recent: string[]) =>
      paletteSections(two, readPaletteQuery('copy'), recent)[0]?.items.map(({ id }) => id)
    expect(first([])).toEqual(['Copy as CSV', 'Copy as tab', 'Copy as row'])
    expect(first(['Copy as tab'])).toEqual(['Copy as tab', 'Copy as CSV', 'Copy as row'])
  })

  it('looks only for actions after >, and for clusters after @', () => {
    expect(shown('>')).toEqual([['Actions', 'Download CSV…', 'Refresh', 'Rotate…']])
    expect(shown('> rot')).toEqual([['Actions', 'Rotate…']])
    expect(shown('@rot')).toEqual([['Clusters', 'robotics-edge']])
  })

  it('puts credentials between the actions and the pages, and shows only so many of a kind', () => {
    const sections = paletteSections(all, readPaletteQuery(''), [])
    expect(
      withCredentials(sections, [item('x', { group: 'Credentials' })], 0).map(({ group }) => group),
    ).toEqual(['Actions', 'Credentials', 'Pages', 'Clusters', 'Settings'])
    const found = paletteSections(all, readPaletteQuery('rot'), [])
    expect(
      withCredentials(found, [item('x', { group: 'Credentials' })], 1000).map(({ group }) => group)[0],
    ).toBe('Credentials')
    const many = Array.from({ length: 500 }, (_, at) => item(`cluster-${at}`, { group: 'Clusters' }))
    expect(paletteSections(many, readPaletteQuery('cluster'), [])[0]?.items).toHaveLength(mostPerGroup)
  })
})

describe('what was used', () => {
  it('is kept once each, the last one first, and only so much of it', () => {
    expect(withUsed(['a', 'b'], 'b')).toEqual(['b', 'a'])
    const many = Array.from({ length: 200 }, (_, at) => `id-${at}`).reduce<string[]>(withUsed, [])
    expect(many).toHaveLength(mostRecentActions)
    expect(many[0]).toBe('id-199')
    expect(withUsed(['a'], 'x'.repeat(5000))).toEqual(['a'])
  })

  it('counts the more, the later it was used', () => {
    expect(recencyBonus(['a', 'b'], 'a')).toBeGreaterThan(recencyBonus(['a', 'b'], 'b'))
    expect(recencyBonus(['a', 'b'], 'c')).toBe(0)
  })
})
