import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTableRowCutter } from './row-cutter.ts'
import type { TableHead } from './row-cutter.ts'
import { table, tableRow } from '../testing/kube-samples.ts'

function cut(pieces: Buffer[], batchBytes = 200) {
  const heads: TableHead[] = []
  const rows: unknown[] = []
  const order: string[] = []
  const cutter = createTableRowCutter({
    batchBytes,
    onHead: (head) => {
      heads.push(head)
      order.push('head')
    },
    onRows: (part) => {
      rows.push(...part)
      order.push('rows')
    },
  })
  for (const piece of pieces) cutter.push(piece)
  cutter.end()
  return { heads, rows, order }
}

function split(bytes: Buffer, cuts: number[]): Buffer[] {
  const places = [...new Set(cuts.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b)
  return [0, ...places].map((place, index) => bytes.subarray(place, places[index] ?? bytes.length))
}

/** As Go's encoder writes it: HTML characters are escaped too. */
function asGo(value: unknown): Buffer {
  const json = JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return Buffer.from(`${json}\n`, 'utf8')
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '{"cells":[',
    '"rows":[{"cells":[',
    ']}',
    '\\',
    '"',
    '<img src=x onerror=alert(1)>',
    '\u202Egnp.exe',
    '👩‍👩‍👧‍👦',
    '=1+1',
    ',{"cells":["x"]}',
  ),
)
/** Keys of labels and annotations use few characters. (V8 13.6 confuses keys that differ only in an escape.) */
const key = fc.stringMatching(/^[a-z0-9./_-]{1,30}$/)
const metadata = fc.record({
  annotations: fc.dictionary(key, hostile),
  labels: fc.dictionary(key, hostile),
})

describe('cutting rows out of a Table while it arrives', () => {
  it('gives what parsing the whole gives, for any content and any chunks', () => {
    const runs = fc.array(metadata, { maxLength: 12 })
    const cuts = fc.array(fc.nat(), { maxLength: 30 })
    fc.assert(
      fc.property(runs, cuts, fc.integer({ min: 1, max: 2000 }), (all, places, batchBytes) => {
        const whole = table(all.map((one, index) => tableRow(`uid-${index}`, String(index), one)))
        const bytes = asGo(whole)
        const { rows, heads } = cut(split(bytes, places), batchBytes)
        expect(rows).toEqual((JSON.parse(bytes.toString('utf8')) as { rows: unknown[] }).rows)
        expect(heads).toEqual([{ resourceVersion: '100', continueToken: '' }])
      }),
      { seed: 1, numRuns: 100 },
    )
  })

  it('never takes an answer that ends early as complete', () => {
    const bytes = asGo(
      table([tableRow('a'), tableRow('b', '2', { annotations: { x: '{"cells":[' } }), tableRow('c')]),
    )
    for (let length = 0; length < bytes.length - 2; length += 1) {
      expect(() => cut([bytes.subarray(0, length)], 100), `cut after ${length} bytes`).toThrow(SyntaxError)
    }
  })

  it('reports the complete rows of an answer that is cut, wherever that is', () => {
    const sample = [tableRow('a'), tableRow('b', '2', { annotations: { x: '{"cells":[' } }), tableRow('c')]
    const bytes = asGo(table(sample))
    const ends = sample.map((row) => bytes.indexOf(JSON.stringify(row)) + JSON.stringify(row).length)
    for (let length = 0; length < bytes.length; length += 1) {
      for (const hasEnd of [false, true]) {
        const rows: unknown[] = []
        const onRows = (part: unknown[]) => rows.push(...part)
        const cutter = createTableRowCutter({ batchBytes: 150, onHead: () => {}, onRows })
        cutter.push(bytes.subarray(0, length))
        // HTTP can claim that the response is complete.
        if (!hasEnd) cutter.cut()
        else if (length < bytes.length - 1) expect(cutter.end).toThrow(SyntaxError)
        else cutter.end()
        expect(rows, `cut after ${length} bytes`).toEqual(
          sample.filter((_, index) => length >= (ends[index] ?? 0)),
        )
      }
    }
  })

  it('reports the head, with the token of the next page, before any row', () => {
    const bytes = asGo(table([tableRow('a'), tableRow('b')], { continue: 'next', resourceVersion: '7' }))
    const { heads, order } = cut([bytes])
    expect(heads).toEqual([{ resourceVersion: '7', continueToken: 'next' }])
    expect(order[0]).toBe('head')
  })

  it('reports rows before the answer has ended', () => {
    const bytes = asGo(table(Array.from({ length: 20 }, (_, index) => tableRow(`uid-${index}`))))
    const rows: unknown[] = []
    const cutter = createTableRowCutter({
      batchBytes: 300,
      onHead: () => {},
      onRows: (part) => rows.push(...part),
    })
    cutter.push(bytes.subarray(0, bytes.length / 2))
    expect(rows.length).toBeGreaterThan(3)
  })

  it('reads a Table that is indented, or has its head behind the rows, in one piece', () => {
    const whole = table([tableRow('a'), tableRow('b')], { continue: 'next' })
    const indented = Buffer.from(JSON.stringify(whole, null, 2))
    expect(cut(split(indented, [100, 200, 300]), 50)).toMatchObject({
      rows: whole.rows,
      heads: [{ continueToken: 'next' }],
    })
    const { metadata, ...rest } = whole
    const turned = Buffer.from(JSON.stringify({ ...rest, metadata }))
    expect(cut(split(turned, [10, 500]), 50)).toMatchObject({
      rows: whole.rows,
      heads: [{ continueToken: 'next' }],
    })
  })

  it('takes a Table without rows, and nothing but a Table', () => {
    expect(cut([asGo(table([]))]).rows).toEqual([])
    expect(cut([asGo({ ...table([]), rows: null })]).rows).toEqual([])
    expect(() => cut([asGo({ kind: 'SecretList', items: [] })])).toThrow(SyntaxError)
    expect(() => cut([asGo([])])).toThrow(SyntaxError)
    expect(() => cut([])).toThrow(SyntaxError)
  })

  it('takes a row of more than a batch, such as one with 256 KiB of annotations', () => {
    const large = tableRow('large', '1', { annotations: { large: '"{'.repeat(128 * 1024) } })
    const bytes = asGo(table([tableRow('a'), large, tableRow('b')]))
    const places = Array.from({ length: Math.floor(bytes.length / 16384) }, (_, index) => index * 16384)
    expect(cut(split(bytes, places), 64 * 1024).rows).toEqual([tableRow('a'), large, tableRow('b')])
  })
})
