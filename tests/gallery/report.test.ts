import { chromium, type Browser } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { compareTables } from '../../electron/snapshots/compare/compare-tables.ts'
import { createSlices } from '../../electron/snapshots/table/slices.ts'
import { readText, selectionOf } from '../../electron/snapshots/testing/read-text.ts'
import { writtenPieces } from '../../electron/snapshots/write/write-table.ts'
import type { ComparedSide } from '../../shared/snapshot.ts'

let browser: Browser
let report: string

const titles =
  'Credential,Type,Status,Scope,Kubernetes name,Created by,Last rotation,Cluster,Description,Namespace\n'

interface Parts {
  createdBy?: string
  rotated?: string
  description?: string
}
const row = (
  name: string,
  { createdBy = 'm.okafor', rotated = '2026-07-05T08:00:00Z', description = '' }: Parts = {},
) =>
  `${name},Docker registry,No issues found,Project: vision-train,dockerregistry-${name}-robot-account-of-the-build-farm,${createdBy},${rotated},prod-eu-1,${description},runai-vision-train\n`

const names = (from: string, count: number) => Array.from({ length: count }, (_, at) => `${from}-${at}`)
const side = (name: string, at: string): ComparedSide => ({
  ...{ kind: 'table', name, at, rows: 0 },
  sha256: '4f0c9b27e1d85a367c42fe9018ab6d53d0937f1e6ca25b84e8f413d70a9b62c5',
})

async function makeReport(): Promise<string> {
  const same = names('same', 20).map((name) => row(name))
  const changed = names('changed', 40)
  const before = [
    ...same,
    ...changed.map((name) => row(name)),
    ...names('removed', 20).map((name) => row(name)),
  ]
  const after = [
    ...same,
    ...changed.map((name) =>
      row(name, {
        createdBy: 'system:serviceaccount:continuous-integration:rotator',
        rotated: '2026-11-19T08:00:00Z',
        description:
          'Rotated by the pipeline that runs each night and tells what it did in the channel of the team',
      }),
    ),
    ...names('added', 20).map((name) => row(name)),
    row('twice', { createdBy: 'a' }),
    row('twice', { createdBy: 'b' }),
  ]
  const [a, b] = [
    await readText(titles + before.join('') + row('twice') + row('twice', { createdBy: 'c' })),
    await readText(titles + after.join('')),
  ]
  const { table } = await compareTables(
    { table: a.table, side: side('prod-eu-1_2026-09-27.csv', '2026-09-27T06:00:00Z') },
    { table: b.table, side: side('prod-eu-1_2026-11-22.csv', '2026-11-22T06:00:00Z') },
    createSlices(),
  )
  const selection = selectionOf(table.columns.length, {
    changes: ['added', 'removed', 'changed', 'unmatched'],
  })
  let html = ''
  for await (const { text } of writtenPieces(table, selection, 'html', new AbortController().signal))
    html += text
  return html
}

beforeAll(async () => {
  browser = await chromium.connect(inject('browserAddress'))
  report = await makeReport()
})
afterAll(() => browser.close())

async function openReport(width: number, colorScheme: 'light' | 'dark' = 'light') {
  const context = await browser.newContext({ viewport: { width, height: 1000 }, colorScheme })
  const page = await context.newPage()
  await page.setContent(report)
  return { page, close: () => context.close() }
}

describe('the report of a comparison, which was the weakest screen', () => {
  test.each([360, 794, 1280, 1920])('fits into a window of %i px', async (width) => {
    const { page, close } = await openReport(width)
    const overflowing = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('body *')]
        .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
        .map((element) => element.outerHTML.slice(0, 80)),
    )
    expect(overflowing).toEqual([])
    await close()
  })

  test.each([360, 794])('breaks no word in its middle at %i px', async (width) => {
    const { page, close } = await openReport(width)
    const torn = await page.evaluate(() => {
      const walker = document.createTreeWalker(
        document.querySelector('main') ?? document.body,
        NodeFilter.SHOW_TEXT,
      )
      const found: string[] = []
      // A text ends where a name may break.
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
        for (const word of node.textContent?.matchAll(/\S+/g) ?? []) {
          const range = document.createRange()
          range.setStart(node, word.index)
          range.setEnd(node, word.index + word[0].length)
          if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1)
            found.push(word[0])
        }
      return found
    })
    expect(torn).toEqual([])
    await close()
  })

  test('is light in a dark browser too, as on paper', async () => {
    const { page, close } = await openReport(794, 'dark')
    const colours = await page.evaluate(() => {
      const style = getComputedStyle(document.body)
      return [style.backgroundColor, style.color]
    })
    expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(29, 28, 26)'])
    await close()
  })

  // Words were broken in the middle, and it neither read nor printed like a report.
  test('prints on A4 with numbered pages, and tears no row between two', async () => {
    const { page, close } = await openReport(794)
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    const pages = pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
    expect(pages).toBeGreaterThan(2)
    const boxes = [...pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [
      Math.round(Number(width)),
      Math.round(Number(height)),
    ])
    expect(new Set(boxes.map(String))).toEqual(new Set(['595,842']))
    await page.emulateMedia({ media: 'print' })
    expect(
      await page.evaluate(() =>
        [...document.querySelectorAll('tbody')].every((row) => getComputedStyle(row).breakInside === 'avoid'),
      ),
    ).toBe(true)
    await close()
  })
})
