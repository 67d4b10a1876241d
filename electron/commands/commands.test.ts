import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { snapshotColumns } from '../services/snapshots/snapshot-columns.ts'
import { readActivityArguments } from './activity.ts'
import { isCommand } from './command-names.ts'
import { commands, runCommand } from './commands.ts'
import { readCompareArguments } from './compare.ts'
import { readHistoryArguments } from './history.ts'
import { readReadArguments } from './read.ts'
import { readSnapshotArguments } from './snapshot.ts'

const read = (line: string) => readSnapshotArguments(line.split(' '), '/home/m')

describe('the arguments of snapshot', () => {
  it('take paths from the folder of the call, and all columns by default', () => {
    expect(read('--context prod --out history --kubeconfig=../k')).toEqual({
      context: 'prod',
      folder: '/home/m/history',
      kubeconfig: '/home/k',
      columns: snapshotColumns,
      seconds: 300,
    })
    expect(read('--sandbox --out /o --columns name,REGISTRYurl --timeout 5')).toMatchObject({
      context: 'Credenza sandbox',
      columns: ['name', 'registryUrl'],
      seconds: 5,
    })
  })

  it('leave the options of Electron and Chromium alone', () => {
    expect(
      read('--ozone-platform=headless --context c --out /o --no-sandbox --user-data-dir=/x'),
    ).toMatchObject({ context: 'c' })
  })

  it.each([
    ['--out /o', /--context/],
    ['--context c', /--out/],
    ['--context c --sandbox --out /o', /not both/],
    ['--context c --out /o --timeout 0', /--timeout/],
    ['--context c --out /o --columns name,name', /once/],
    ['--context c --out /o --columns secret', /--columns/],
    ['--context c --out /o --force', /--force/],
    ['--context c --out /o more', /more/],
    ['--context c --out /o --user-data-dir /x', /--user-data-dir=DIR/],
    ['--context c --out /o --timeout', /^--timeout needs a value\.$/],
    ['--context c --out /o --timeout -1', /^--timeout needs a value\. If .* --timeout=VALUE\.$/],
    ['--context c --out /o --sandbox=1', /^Option '--sandbox' does not take an argument\.$/],
  ])('“%s” is reported as a mistake', (line, words) => {
    expect(() => read(line)).toThrow(words)
  })
})

describe('a command', () => {
  it('is the first word that isn’t an option', () => {
    expect(isCommand(['--no-sandbox', 'snapshot', '--out', 'x'])).toBe(true)
    expect(isCommand(['compare', 'a', 'b'])).toBe(true)
    expect(isCommand(['review', 'snapshot'])).toBe(false)
    expect(isCommand([])).toBe(false)
  })
})

describe('the sides of compare', () => {
  const sides = (line: string) => readCompareArguments(line.split(' '), '/home/m').sides
  const file = (path: string) => ({ kind: 'file', path })
  const live = (context: string) => ({ kind: 'live', context })

  it.each([
    ['a.csv /b.csv', file('/home/m/a.csv'), file('/b.csv')],
    ['a.csv -', file('/home/m/a.csv'), { kind: 'input' }],
    ['- --context prod', { kind: 'input' }, live('prod')],
    ['--context prod a.csv', live('prod'), file('/home/m/a.csv')],
    ['--context=prod --out x.csv --context test', live('prod'), live('test')],
    ['a.csv --sandbox', file('/home/m/a.csv'), live('Credenza sandbox')],
    ['-- -a.csv --context', file('/home/m/-a.csv'), file('/home/m/--context')],
  ])('stand in the order of “%s”', (line, before, after) => {
    expect(sides(line)).toEqual({ before, after })
  })

  it.each([
    ['a.csv', /two sides/],
    ['a.csv b.csv c.csv', /two sides/],
    ['a.csv b.csv --sandbox', /two sides/],
    ['- -', /Only one side/],
    ['a.csv --context=', /--context/],
    ['a.csv b.csv --format xml', /--format/],
    ['a.csv b.csv --colour', /--colour/],
  ])('“%s” is reported as a mistake', (line, words) => {
    expect(() => sides(line)).toThrow(words)
  })

  it('have the format of the file’s ending by default', () => {
    const format = (line: string) => readCompareArguments(`a b ${line}`.trim().split(' '), '/home/m').format
    expect(
      ['', '--out d.csv', '--out d.HTML', '--out d.txt', '--out d.csv --format json'].map(format),
    ).toEqual(['text', 'csv', 'html', 'text', 'json'])
  })
})

it('read takes one file and history one folder', () => {
  expect(readReadArguments(['-', '--format', 'json'], '/home/m')).toMatchObject({
    file: { kind: 'input' },
    format: 'json',
  })
  expect(() => readReadArguments([], '/home/m')).toThrow(/one file/)
  expect(() => readReadArguments(['a', '--format', 'csv'], '/home/m')).toThrow(/--format/)
  expect(readHistoryArguments(['days'], '/home/m')).toEqual({
    folder: '/home/m/days',
    cluster: '',
    format: 'text',
    as: {},
  })
  expect(() => readHistoryArguments(['a', 'b'], '/home/m')).toThrow(/one folder/)
})

describe('how files are read', () => {
  const reading = (line: string) => readCompareArguments(`a b ${line}`.split(' '), '/home/m').reading

  it('is given for both files, or for each', () => {
    expect(reading('--encoding windows1251 --separator tab --separator ;')).toMatchObject({
      before: { as: { encoding: 'Windows-1251', delimiter: '\t' } },
      after: { as: { encoding: 'Windows-1251', delimiter: ';' } },
    })
    expect(reading('--line-ends crlf --titles-at 3 --dates day-first --even-if-large').after).toMatchObject({
      as: { lineEnds: '\r\n', titlesAt: 3, dates: 'day-first' },
      evenIfLarge: true,
    })
  })

  it.each([
    ['--encoding klingon', /--encoding takes one of: UTF-8/],
    ['--separator x', /--separator takes one of: comma/],
    ['--line-ends \n', /--line-ends/],
    ['--titles-at -1', /titles-at/],
    ['--titles-at 1e3', /--titles-at takes a line/],
    ['--dates us', /--dates takes one of: day-first/],
    ['--dates day-first --dates day-first --dates day-first', /once for each file/],
  ])('“%s” is reported as a mistake', (line, words) => {
    expect(() => reading(line)).toThrow(words)
  })
})

describe('the words of activity', () => {
  const words = (line: string) => readActivityArguments(line.split(' '), '/home/m')
  const hash = 'ab'.repeat(32)

  it('name what to do', () => {
    expect(words('verify')).toEqual({ kind: 'verify', files: [], head: '', format: 'text' })
    expect(words(`verify --head ${hash} a.jsonl /b --format json`)).toEqual({
      ...{ kind: 'verify', head: hash, format: 'json' },
      files: ['/home/m/a.jsonl', '/b'],
    })
    expect(words('list --last=7')).toEqual({ kind: 'list', last: 7, format: 'text' })
  })

  it.each([
    ['', /verify/],
    ['mend', /verify/],
    ['list a', /verify/],
    ['list --head x', /verify/],
    ['verify --last 3', /verify/],
    ['verify --head abc', /--head/],
    ['list --last 0', /--last/],
    ['list --format xml', /--format/],
  ])('“%s” is reported as a mistake', (line, mistake) => {
    expect(() => words(line)).toThrow(mistake)
  })
})

// Fault 23: --help opened a window, or failed.
describe.each(commands.map(({ name }) => name))('%s', (name) => {
  async function told(...args: string[]): Promise<{ code: number; printed: string; complaints: string }> {
    const printed: string[] = []
    const complaints: string[] = []
    const code = await runCommand({
      args: [name, ...args],
      folder: '/home/m',
      version: '1.2.3',
      userData: '/nowhere',
      home: '/home/m',
      environment: {},
      platform: 'linux',
      signal: new AbortController().signal,
      terminal: {
        input: () => Readable.from([]),
        write: () => Promise.resolve(true),
        print: (text) => void printed.push(text),
        complain: (text) => void complaints.push(text),
      },
      startTables: () => {
        throw new Error('nothing is read')
      },
    })
    return { code, printed: printed.join('\n'), complaints: complaints.join('\n') }
  }

  it('prints its help and its version, despite other arguments', async () => {
    const usage = new RegExp(`^Usage: ${name}`)
    for (const help of [['--help'], ['-h'], ['x', '--out', '--help']])
      expect(await told(...help)).toMatchObject({ code: 0, printed: expect.stringMatching(usage) as string })
    expect(await told('--version')).toEqual({ code: 0, printed: '1.2.3', complaints: '' })
  })

  it('reports an option that it does not know', async () => {
    const { code, printed, complaints } = await told('--sandbx')
    expect({ code, printed }).toEqual({ code: 2, printed: '' })
    expect(complaints).toContain('--sandbx')
  })
})
