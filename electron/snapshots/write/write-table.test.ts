import { createHash } from 'node:crypto'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { ComparedSide } from '../../../shared/snapshot.ts'
import { compareTables } from '../compare/compare-tables.ts'
import { createSlices } from '../table/slices.ts'
import type { Table } from '../table/table.ts'
import { readText, selectionOf } from '../testing/read-text.ts'
import { writtenPieces } from './write-table.ts'

const side = (name: string): ComparedSide => ({
  kind: 'table',
  name,
  at: '2026-09-27T14:03:22Z',
  rows: 0,
  sha256: '0000000011111111',
})

async function compared(before: string, after: string, name = 'before.csv'): Promise<Table> {
  const [a, b] = [await readText(before), await readText(after)]
  const sides = [side(name), side('after.csv')] as const
  return (
    await compareTables(
      { table: a.table, side: sides[0] },
      { table: b.table, side: sides[1] },
      createSlices(),
    )
  ).table
}

async function written(table: Table, as: 'csv' | 'html', changes = {}): Promise<string> {
  let text = ''
  const selection = selectionOf(table.columns.length, changes)
  for await (const piece of writtenPieces(table, selection, as, new AbortController().signal))
    text += piece.text
  return text
}

const linesOf = (csv: string) => Papa.parse<string[]>(csv.slice(1).trimEnd(), { newline: '\r\n' }).data

const head = 'Kubernetes name,Namespace,Credential,Status,Last rotation\n'
const before = `${head}k1,n,Harbor,No issues found,\nk2,n,Gone,No issues found,\nk3,n,Same,No issues found,\n`
const after = `${head}k1,n,Harbor,Issues found,2026-09-01T00:00:00Z\nk3,n,Same,No issues found,\nk4,n,New,No issues found,\n`

describe('a comparison as CSV', () => {
  it('has one line for each row: the change, what changed, and before beside after', async () => {
    expect(linesOf(await written(await compared(before, after), 'csv', { columns: [2, 3, 4] }))).toEqual([
      [
        'Change',
        'Changed columns',
        'Credential',
        'Status',
        'Status before',
        'Last rotation',
        'Last rotation before',
      ],
      ['Removed', '', 'Gone', 'No issues found', '', '', ''],
      [
        'Changed',
        'Status; Last rotation',
        'Harbor',
        'Issues found',
        'No issues found',
        '2026-09-01T00:00:00Z',
        '',
      ],
      ['Added', '', 'New', 'No issues found', '', '', ''],
      ['Unchanged', '', 'Same', 'No issues found', '', '', ''],
    ])
  })

  it('has only the selected rows', async () => {
    const lines = linesOf(
      await written(await compared(before, after), 'csv', { changes: ['added'], columns: [2] }),
    )
    expect(lines).toEqual([
      ['Change', 'Changed columns', 'Credential'],
      ['Added', '', 'New'],
    ])
  })

  it('runs no formula in a spreadsheet: of a cell, of what was before, of a title', async () => {
    const hostile = 'Kubernetes name,Namespace,=cmd|calc\nk,n,'
    const csv = await written(await compared(`${hostile}+1+1\n`, `${hostile}@SUM(A1)\n`), 'csv')
    const cells = linesOf(csv).flat()
    expect(cells).toContain("'=cmd|calc")
    expect(cells).toContain("'+1+1")
    expect(cells).toContain("'@SUM(A1)")
    expect(cells.filter((cell) => /^[=+\-@\t\r\0]/.test(cell))).toEqual([])
  })
})

const attacks: Record<string, string> = {
  'a script': '<script>alert(1)</script>',
  'an image that fails': '<img src=x onerror=alert(1)>',
  'an end of the table': '</td></tr></table><h1>No changes</h1>',
  'an end of the comment, style and title': '--></style></title><svg onload=alert(1)>',
  'an attribute': '" onmouseover="alert(1)" x=\'',
  'an entity': '&lt;script&gt;&#60;b&#62;',
  'a link': '<a href="javascript:alert(1)">https://example.com</a>',
  'a form that sends': '<form action=https://example.com><input name=q></form>',
  'a frame': '<iframe srcdoc="<script>alert(1)</script>">',
  'a policy of its own': '<meta http-equiv="refresh" content="0;url=https://example.com">',
}

const escaped = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (sign) => ({ '"': '&quot;', '<': '&lt;', '>': '&gt;', '&': '&amp;' })[sign] ?? '&#39;',
  )

/** The text of a page, block by block, without markup. */
const linesOfPage = (html: string): string[] =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<\/?(?:wbr|b|i|span|del|ins)\b[^>]*>/g, '')
    .split(/<[^>]*>/)
    .map((text) => text.trim())
    .filter((text) => text !== '')

describe('a report', () => {
  it.each(Object.entries(attacks))('shows %s as text, wherever it stands', async (_, text) => {
    const quoted = `"${text.replaceAll('"', '""')}"`
    const table = await compared(
      `Kubernetes name,Namespace,Note,${quoted}\nk,n,${quoted},1\n${quoted},n,gone,1\n`,
      `Kubernetes name,Namespace,Note,Other\nk,n,x,1\n${quoted},${quoted},new,2\n`,
      text,
    )
    const html = await written(table, 'html')
    const tags = new Set([...html.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, tag]) => tag))
    const own =
      'html head meta title style body header main section footer h1 h2 p div table thead tbody tr th td ul li dl dt dd b i del ins span wbr'.split(
        ' ',
      )
    expect([...tags].filter((tag) => !own.includes(tag ?? ''))).toEqual([])
    expect(html.match(/<h1>/g)).toHaveLength(1)
    // Tags contain only our own attributes.
    const attributes = [...html.matchAll(/<[a-z][^>]*>/gi)].flatMap(([tag]) => [
      ...tag.matchAll(/\s([a-z-]+)="/g),
    ])
    expect(new Set(attributes.map(([, name]) => name))).toEqual(
      new Set(['lang', 'charset', 'http-equiv', 'content', 'name', 'class', 'scope', 'rowspan']),
    )
    // In the head, in both names, in a cell and in its previous text.
    expect(html.replaceAll('<wbr>', '').split(escaped(text)).length).toBeGreaterThan(5)
  })

  it('can load, run and send nothing, with any content', async () => {
    const html = await written(await compared(before, after), 'html')
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? []
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? []
    const hash = createHash('sha256').update(style).digest('base64')
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`)
    expect(html).not.toMatch(/<script|<link|<img|src=|href=|url\(|@import|style="/i)
  })

  it('shows bidi and control characters as visible signs', async () => {
    const table = await compared(
      'Kubernetes name,Namespace\n',
      'Kubernetes name,Namespace\nsafe\u202Etxt\0,n\x1b\n',
    )
    const html = await written(table, 'html')
    expect(html).toContain('safe⟨U+202E⟩txt␀')
    expect(html).toContain('n␛')
  })

  it('says what was compared, by what, how much differs, and what was there before and after', async () => {
    const html = await written(await compared(before, after), 'html', { changes: ['changed'] })
    expect(linesOfPage(html).slice(0, -3)).toEqual([
      'Differences in credentials',
      'Credenza',
      'Differences in credentials',
      'From 27 Sep 2026 to 27 Sep 2026',
      ...['A before.csv', 'Snapshot of 27 Sep 2026, 14:03 UTC', '3 credentials', 'SHA-256 00000000 11111111'],
      ...['B after.csv', 'Snapshot of 27 Sep 2026, 14:03 UTC', '3 credentials', 'SHA-256 00000000 11111111'],
      ...['≠ 1 changed', '+ 1 added', '− 1 removed', '= 1 unchanged'],
      ...['Rows', 'Matched by namespace and Kubernetes name.'],
      ...['Columns compared', 'Kubernetes name, Namespace, Credential, Status, Rotated'],
      ...['A adds up', '3 = 1 removed + 1 changed + 1 unchanged'],
      ...['B adds up', '3 = 1 added + 1 changed + 1 unchanged'],
      ...['Listed here', '1 of 4 rows: those that were displayed when the report was saved'],
      ...['≠ Changed 1', 'Credential', 'Field', 'Before (A)', 'After (B)'],
      ...['Harbork1n', 'Status', 'No issues', 'Issues'],
      ...['Rotated', 'Never', '1 Sep 2026'],
    ])
    expect(html).toContain('<td><del>No issues</del></td><td><ins>Issues</ins></td>')
    expect(html).not.toContain('Gone')
  })

  it('lists what came, what went and what is the same, each in its section, in any order', async () => {
    const table = await compared(before, after)
    const sort = { column: 2, direction: 'descending' }
    const lines = linesOfPage(await written(table, 'html', { sort, changes: [] }))
    const sections = lines.filter((line) => /^[≠+−=] \D/.test(line))
    expect(sections).toEqual(['≠ Changed 1', '+ Added 1', '− Removed 1', '= Unchanged 1'])
    const added = lines.indexOf('+ Added 1')
    const titles = ['Credential', 'Status', 'Rotated']
    expect(lines.slice(added, added + 7)).toEqual(['+ Added 1', ...titles, 'Newk4n', 'No issues', 'Never'])
  })

  // Fault 28 of the window: “All 0” was shown next to “Unchanged 40”.
  it('lists rows that could not be matched, with side, row and reason, and says that the counts add up', async () => {
    const rows = `${head}k1,n,One,No issues found,\n`
    const html = await written(
      await compared(`${rows}k2,n,A,,\nk2,n,B,,\n,,,Issues found,\n`, `${rows}k2,n,C,,\nk2,n,D,,\n`),
      'html',
    )
    const lines = linesOfPage(html)
    expect(lines).toContain('4 = 0 removed + 0 changed + 1 unchanged + 3 not matched')
    expect(lines).toContain('3 = 0 added + 0 changed + 1 unchanged + 2 not matched')
    const from = lines.indexOf('? Not matched 5')
    expect(lines.slice(from + 6, from + 26)).toEqual([
      ...['A', '4', 'Issues', 'It has no name to match by'],
      ...['A', '2', 'Ak2n', 'Another row in A has the same name'],
      ...['A', '3', 'Bk2n', 'Another row in A has the same name'],
      ...['B', '2', 'Ck2n', 'Another row in B has the same name'],
      ...['B', '3', 'Dk2n', 'Another row in B has the same name'],
    ])
  })

  it('has every change of a row and each cell in full, whichever columns are shown', async () => {
    const long = 'a long description with many words '.repeat(400).trim()
    const keyed = 'Kubernetes name,Namespace,Description,Created by\n'
    const table = await compared(`${keyed}k,n,short,ann\n`, `${keyed}k,n,${long},bob\n`)
    const html = await written(table, 'html', { columns: [0] })
    expect(html).toContain(`<ins>${long}</ins>`)
    expect(html).toContain('<del>ann</del>')
  })

  it('shows the time of day if only that differs', async () => {
    const row = 'Kubernetes name,Namespace,Last rotation\nk,n,'
    const table = await compared(`${row}2026-09-01T08:00:00Z\n`, `${row}2026-09-01T09:30:00Z\n`)
    expect(linesOfPage(await written(table, 'html'))).toEqual(
      expect.arrayContaining(['1 Sep 2026, 08:00:00', '1 Sep 2026, 09:30:00']),
    )
  })

  it('says when, by whom and from which server a live side was read', async () => {
    const [a, b] = [await readText(before), await readText(after)]
    const live: ComparedSide = {
      ...{ kind: 'live', name: 'prod', at: '2026-09-28T08:00:00Z', rows: 0 },
      ...{ server: 'https://10.0.0.1:6443', user: 'm.okafor' },
    }
    const { table } = await compareTables(
      { table: a.table, side: side('a.csv') },
      { table: b.table, side: live },
      createSlices(),
    )
    const lines = linesOfPage(await written(table, 'html'))
    expect(lines).toContain('Read live on 28 Sep 2026, 08:00 UTC by m.okafor')
    expect(lines).toContain('Server https://10.0.0.1:6443')
  })

  it('breaks a long name between its parts', async () => {
    const name = 'dockerregistry-harbor-base-images.example.com'
    const named = 'Kubernetes name,Namespace\n'
    const html = await written(await compared(named, `${named}${name},n\n`), 'html')
    expect(html).toContain('dockerregistry-<wbr>harbor-<wbr>base-<wbr>images.<wbr>example.<wbr>com')
  })

  it('repeats its head on each page of paper', async () => {
    const html = await written(await compared(before, after), 'html')
    expect(html).toContain('table-header-group')
    expect(html).toMatch(/@page/)
  })
})
