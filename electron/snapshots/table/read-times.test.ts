import { describe, expect, it } from 'vitest'
import type { DateOrder } from '../../../shared/snapshot.ts'
import { allDateWords } from './date-words.ts'
import { isSameTime, mayBeSameTime, readTime } from './read-times.ts'
import { createSlices } from './slices.ts'
import { readText, rowsOf } from '../testing/read-text.ts'

const local = (...parts: [number, number, number, number?, number?, number?]) =>
  new Date(...parts).toISOString()
const seconds = (...parts: Parameters<typeof local>) => `${local(...parts).slice(0, 19)}Z`
const minutes = (...parts: Parameters<typeof local>) => `${local(...parts).slice(0, 16)}Z`

describe('a time', () => {
  it.each([
    ['2026-09-27T14:03:00Z', '2026-09-27T14:03:00Z'],
    ['2026-09-27T14:03:00.123Z', '2026-09-27T14:03:00.123Z'],
    ['2026-09-27T14:03:00+02:00', '2026-09-27T12:03:00Z'],
    ['2026-09-27 14:03:00 UTC', '2026-09-27T14:03:00Z'],
    ['2026-09-27 14:03:00 +0000 UTC', '2026-09-27T14:03:00Z'],
    ['2026-09-27 14:03:00', seconds(2026, 8, 27, 14, 3)],
    ['2026/9/7 4:03', minutes(2026, 8, 7, 4, 3)],
    ['2026-09-27', minutes(2026, 8, 27)],
    ['27.09.2026 14:03', minutes(2026, 8, 27, 14, 3)],
    ['27.9.26, 14:03:22', seconds(2026, 8, 27, 14, 3, 22)],
    ['9/27/2026 2:03 PM', minutes(2026, 8, 27, 14, 3)],
    ['9/27/2026, 12:03:04 AM', seconds(2026, 8, 27, 0, 3, 4)],
    ['27/09/2026', minutes(2026, 8, 27)],
    ['27 Sep 2026', minutes(2026, 8, 27)],
    ['27-Sep-26 14:03', minutes(2026, 8, 27, 14, 3)],
    ['Sep 27, 2026 2:03 PM', minutes(2026, 8, 27, 14, 3)],
    ['Sunday, September 27, 2026', minutes(2026, 8, 27)],
    ['46292', minutes(2026, 8, 27)],
    ['46292.5854166667', minutes(2026, 8, 27, 14, 3)],
    ['46292,25', minutes(2026, 8, 27, 6)],
  ])('is read as people and spreadsheets write it: %s', (text, expected) => {
    expect(readTime(text, 'day-first')).toBe(expected)
    expect(readTime(text, 'month-first')).toBe(expected)
  })

  it.each(['', 'Never', '-', '–', ' n/a '])('is none if the text means no time: %j', (text) => {
    expect(readTime(text, 'day-first')).toBe('')
  })

  // joestelmach/natty#271
  it.each(['9999-12-31', '9999-12-31T23:59:59Z', '9999-12-31 23:59:59.9999999', '31.12.9999', '12/31/9999'])(
    'is none on the last day of a calendar, which means never: %s',
    (text) => {
      expect(readTime(text, 'day-first')).toBe('')
      expect(readTime('9999-12-30', 'day-first')).toBeNull()
    },
  )

  it.each([
    'soon',
    '30.02.2026',
    '2026-13-01',
    '12345',
    '1/2',
    '99/99/2026',
    '27 Foo 2026',
    '2026-09-27T25:00:00Z.',
    // Texts that lenient parsers, such as the platform's own, accept as times.
    'ticket 12',
    'case 12',
    'v1.2',
    // SheetJS/sheetjs#940 and #875, adaltas/node-csv-parse#71, okfn/messytables#140.
    'Wololo thing - ends Feb. 15, 2017',
    '1;2;3',
    '12;14;14',
    '2013 Malbec',
    '2013',
    'A',
    'Marzipan 3, 2026',
    '2026-02-30T00:00:00Z',
    '2026-09-27-05',
    '13:00 AM 27.09.2026',
    '27.09.2026 13:00 AM',
    '27.09.2026 24:30',
    '27 Sep 2026 14:03 CEST',
    '20260927',
    '1790517780',
    // October in one language, November in another.
    '27. listopada 2026',
    // Years before 1990, or more than ten years in the future.
    '27.09.1989',
    '27.09.2569',
    '01/05/48',
    '1448-04-15',
    '2569-09-27T00:00:00Z',
    // Which part is the year?
    '26-09-27',
    '26. 9. 27.',
  ])('is not read from what isn’t one: %s', async (text) => {
    expect(readTime(text, 'day-first')).toBeNull()
    expect(readTime(text, 'day-first', await allDateWords(createSlices()))).toBeNull()
  })

  it('is none if it can be read in two ways and nothing decides', () => {
    expect(readTime('03/04/2026', null)).toBeNull()
    expect(readTime('03/03/2026', null)).toBe(minutes(2026, 2, 3))
    expect(readTime('27/04/2026', null)).toBe(minutes(2026, 3, 27))
  })

  it.each([
    '0001-01-01T00:00:00Z',
    '1/1/0001',
    '01.01.0001 00:00:00',
    '0000-00-00 00:00:00',
    '01/01/1970',
    '1970-01-01T00:00:00Z',
    '1970-01-01 01:00:00',
    '12/31/1969 7:00 PM',
    '1/0/1900',
    '30.12.1899',
    '0',
  ])('is none where a machine wrote its zero: %s', (text) => {
    expect(readTime(text, 'day-first')).toBe('')
    expect(readTime(text, 'month-first')).toBe('')
  })
})

describe('the order of day and month', () => {
  const ambiguous = (readAs: DateOrder) => ({
    code: 'dates-ambiguous',
    titles: ['Creation time'],
    readAs,
    isChosen: false,
  })
  const madeIn = async (times: string[], delimiter = ',') => {
    const text = ['Credential', 'Created'].join(delimiter)
    const { table, snapshot } = await readText(
      `${text}\n${times.map((time) => `x${delimiter}${time}\n`).join('')}`,
    )
    return { times: rowsOf(table).map((row) => row[1]), remarks: snapshot.remarks }
  }

  it('is decided over the whole column', async () => {
    expect(await madeIn(['03/04/2026', '27/04/2026'])).toEqual({
      times: [minutes(2026, 3, 3), minutes(2026, 3, 27)],
      remarks: [],
    })
    expect(await madeIn(['03/04/2026', '04/27/2026'])).toEqual({
      times: [minutes(2026, 2, 4), minutes(2026, 3, 27)],
      remarks: [],
    })
  })

  it('is decided over all columns of the file', async () => {
    const { table, snapshot } = await readText(
      'Credential,Created,Last rotation\na,03/04/2026,03/04/2026\nb,,27/04/2026\n',
    )
    expect(rowsOf(table)[0]?.slice(1)).toEqual([minutes(2026, 3, 3), minutes(2026, 3, 3)])
    expect(snapshot.remarks).toEqual([])
  })

  it('is reported as uncertain if rows contradict each other', async () => {
    const { remarks } = await madeIn(['03/04/2026', '27/04/2026', '04/27/2026', '04/28/2026'])
    expect(remarks).toEqual([ambiguous('month-first')])
  })

  it('is what was chosen for the file, unless the file itself says', async () => {
    const of = async (time: string) => {
      const text = `Credential,Created\nx,03/04/2026\nx,${time}\n`
      const { table, snapshot } = await readText(text, 'a.csv', { as: { dates: 'month-first' } })
      return { time: rowsOf(table)[0]?.[1], remarks: snapshot.remarks }
    }
    expect(await of('05/06/2026')).toEqual({
      time: minutes(2026, 2, 4),
      remarks: [{ ...ambiguous('month-first'), isChosen: true }],
    })
    expect(await of('27/06/2026')).toEqual({ time: minutes(2026, 3, 3), remarks: [] })
  })

  it('is reported as uncertain if no row decides', async () => {
    const { times, remarks } = await madeIn(['03/04/2026', '05/05/2026'], ';')
    expect(times).toEqual([minutes(2026, 3, 3), minutes(2026, 4, 5)])
    expect(remarks).toEqual([ambiguous('day-first')])
  })

  it('is asked about next to a clock of twelve hours, and the dates stay text until it is chosen', async () => {
    const text = (dates: string[]) => ['Credential,Created', ...dates.map((date) => `x,${date}`)].join('\n')
    const asked = ['03/04/2026 2:00 PM', '3/4/2026 9:05 am', '05/05/2026 1:00 PM']
    expect(await madeIn(asked)).toEqual({
      times: [...asked.slice(0, 2), minutes(2026, 4, 5, 13)],
      remarks: [{ ...ambiguous('day-first'), readAs: null }],
    })
    const said = await readText(text(asked), 'a.csv', { as: { dates: 'day-first' } })
    expect(rowsOf(said.table).map((row) => row[1])).toEqual([
      minutes(2026, 3, 3, 14),
      minutes(2026, 3, 3, 9, 5),
      minutes(2026, 4, 5, 13),
    ])
    expect(said.snapshot.remarks).toEqual([{ ...ambiguous('day-first'), isChosen: true }])
    const told = await madeIn([...asked, '28/04/2026, 2:00 PM'].map((date) => `"${date}"`))
    expect([told.times[0], told.remarks]).toEqual([minutes(2026, 3, 3, 14), []])
  })
})

describe('times of different exactness', () => {
  it('are the same as far as the less exact one goes', () => {
    expect(isSameTime('2026-09-27T14:03Z', '2026-09-27T14:03:22Z')).toBe(true)
    expect(isSameTime('2026-09-27T14:03:22Z', '2026-09-27T14:03:22.600Z')).toBe(true)
    expect(isSameTime(minutes(2026, 8, 27), seconds(2026, 8, 27, 23, 59, 59))).toBe(true)
  })

  it('may be the same if a date can be read in two ways', () => {
    const time = seconds(2026, 3, 3, 14, 0, 12)
    expect(mayBeSameTime('03/04/2026 2:00 PM', time)).toBe(true)
    expect(mayBeSameTime(time, '4/3/2026 2:00 PM')).toBe(true)
    expect(mayBeSameTime('03/04/2026 2:00 PM', '04/03/2026 2:00 PM')).toBe(true)
    expect(mayBeSameTime('03/05/2026 2:00 PM', time)).toBe(false)
    expect(mayBeSameTime('soon', 'later')).toBe(false)
  })

  it('differ beyond', () => {
    expect(isSameTime('2026-09-27T14:03Z', '2026-09-27T14:04:00Z')).toBe(false)
    expect(isSameTime('2026-09-27T14:03:22Z', '2026-09-27T14:03:23Z')).toBe(false)
    expect(isSameTime(minutes(2026, 8, 27), seconds(2026, 8, 28))).toBe(false)
    expect(isSameTime('', '2026-09-27T14:03:23Z')).toBe(false)
    expect(isSameTime('soon', 'later')).toBe(false)
  })
})
