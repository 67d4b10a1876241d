import { createHash } from 'node:crypto'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { ComparedSide } from '../../../shared/snapshot.ts'
import { compareTables } from '../compare/compare-tables.ts'
import { createSlices } from '../table/slices.ts'
import type { Table } from '../table/table.ts'
import { readText, selectionOf } from '../testing/read-text.ts'
import { writtenPieces } from './write-table.ts'

const side = (name: string): ComparedSide => ({ kind: 'table', name, at: '2026-09-27T14:03:22Z', rows: 0 })

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

  it('has the selected rows alone', async () => {
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
      'html head meta title style body h1 table thead tbody tr th td ul li b del ins span footer'.split(' ')
    expect([...tags].filter((tag) => !own.includes(tag ?? ''))).toEqual([])
    expect(html.match(/<h1>/g)).toHaveLength(1)
    // Only our own attributes stand in tags.
    const attributes = [...html.matchAll(/<[a-z][^>]*>/gi)].flatMap(([tag]) => [
      ...tag.matchAll(/\s([a-z-]+)="/g),
    ])
    expect(new Set(attributes.map(([, name]) => name))).toEqual(
      new Set(['lang', 'charset', 'http-equiv', 'content', 'name', 'class', 'scope']),
    )
    const escaped = text.replace(
      /[&<>"']/g,
      (sign) => ({ '"': '&quot;', '<': '&lt;', '>': '&gt;', '&': '&amp;' })[sign] ?? '&#39;',
    )
    // In the head, of both names, in a cell and before it.
    expect(html.split(escaped).length).toBeGreaterThan(5)
  })

  it('can load, run and send nothing, whatever stands in it', async () => {
    const html = await written(await compared(before, after), 'html')
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? []
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? []
    const hash = createHash('sha256').update(style).digest('base64')
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`)
    expect(html).not.toMatch(/<script|<link|<img|src=|href=|url\(|@import|style="/i)
  })

  it('shows signs that turn the direction of a text, and control characters, as signs', async () => {
    const table = await compared(
      'Kubernetes name,Namespace\n',
      'Kubernetes name,Namespace\nsafe\u202Etxt\0,n\x1b\n',
    )
    const html = await written(table, 'html')
    expect(html).toContain('safe⟨U+202E⟩txt␀')
    expect(html).toContain('n␛')
  })

  it('tells what was compared, how much differs, and what stood there before and after', async () => {
    const html = await written(await compared(before, after), 'html', { changes: ['changed'] })
    expect(html).toContain('before.csv')
    expect(html).toContain('2026-09-27 14:03 UTC')
    expect(html).toContain('<b>1</b>+ Added')
    expect(html).toContain('<b>1</b>= Unchanged')
    expect(html).toContain('matched by namespace and Kubernetes name')
    expect(html).toContain('1 of 4 rows')
    expect(html).toContain('<del>No issues</del><ins>Issues</ins>')
    expect(html).toContain('<del><span class="none">empty</span></del><ins>2026-09-01 00:00:00</ins>')
    expect(html).not.toContain('Gone')
  })

  it('repeats its head on each page of paper', async () => {
    const html = await written(await compared(before, after), 'html')
    expect(html).toContain('table-header-group')
    expect(html).toMatch(/@page/)
  })
})
