import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import type { ChangeKind } from '../../shared/snapshot.ts'
import { type Application, expect, rows, test } from './application.ts'
import { csvText, expectCounts, openByDialog } from './snapshots-on-page.ts'

const command = resolve(import.meta.dirname, '../../out/main/command.js')

interface Ended<T> {
  code: number
  told: T
  stderr: string
}

/** Runs a command of the built application and returns its JSON output. */
function run<T>({ home, userData }: Application, ...args: string[]): Promise<Ended<T>> {
  const env = { ...process.env, HOME: home }
  return new Promise((done, fail) => {
    execFile(
      process.execPath,
      [command, ...args, '--format', 'json', `--user-data-dir=${userData}`],
      { env },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : Number(error.code)
        if (stdout === '') fail(new Error(stderr))
        else done({ code, told: JSON.parse(stdout) as T, stderr })
      },
    )
  })
}

interface ReadFacts {
  rows: number
  encoding: string
  remarks: { text: string }[]
  table: { rows: string[][] }
}

interface CompareFacts {
  difference: {
    counts: Record<ChangeKind, number>
    rows: { change: ChangeKind; cells: string[]; before?: (string | null)[] }[]
  }
}

interface HistoryFacts {
  snapshots: object[]
  events: { kind: string; name: string }[]
}

const bytes = (text: string) => Buffer.from(text, 'latin1')

/** Two files of a kind that tools have mangled, with the number of different rows. */
const pairs: Readonly<
  Record<string, { before: Buffer | string; after: Buffer | string; differing: number }>
> = {
  'line breaks of a program that wrote them twice': {
    before: 'Credential,Note\r\r\nalpha,one\r\r\nbeta,two\r\r\n',
    after: 'Credential,Note\nalpha,one\nbeta,three\n',
    differing: 1,
  },
  'an encoding that has to be guessed': {
    before: bytes('Credential,Description\nalpha,\xd3\xf7\xb8\xf2\xed\xfb\xe5 \xe4\xe0\xed\xed\xfb\xe5\n'),
    after: 'Credential,Description\nalpha,Учётные данные\n',
    differing: 0,
  },
  'titles in the middle, and lines before them': {
    before: 'Report of Monday\n\nCredential,Description\nalpha,one\nCredential,Description\nbeta,two\n',
    after: 'Credential,Description\nbeta,two\n',
    differing: 1,
  },
  'rows that a spreadsheet emptied, and a row too long': {
    before: 'Credential,Note\nalpha,one\n,\n,\n',
    after: 'Credential,Note\nalpha,one,more\n',
    differing: 0,
  },
  'nothing in common': { before: 'Host\nalpha\n', after: 'Credential\nbeta\n', differing: 2 },
  'names of what objects have': {
    before: 'Credential,Note\n__proto__,constructor\n',
    after: 'Credential,Note\n__proto__,toString\n',
    differing: 1,
  },
}

/** The remarks in the banner of the shown file. */
async function remarksOf(window: Page): Promise<string[]> {
  const button = window.getByRole('button', { name: /^(\d+ remarks?|About the file)$/ })
  await expect(button).toBeVisible()
  if (!(await button.innerText()).includes('remark')) return []
  await button.click()
  const told = await window.locator('.remarks bdi').allInnerTexts()
  await button.click()
  return told
}

async function expectRead(application: Application, file: string): Promise<void> {
  const { window } = application
  const { code, told, stderr } = await run<ReadFacts>(application, 'read', file)
  expect(code).toBe(0)
  // Until then the window shows another file, which may have the same rows.
  await expect(window.getByRole('heading', { level: 1, name: basename(file) })).toBeVisible()
  await expect(rows(window)).toHaveCount(told.rows)
  for (const [at, cells] of told.table.rows.entries())
    for (const text of cells) await expect(rows(window).nth(at)).toContainText(text)
  const remarks = told.remarks.map(({ text }) => text)
  expect(await remarksOf(window)).toEqual(remarks)
  for (const text of remarks) expect(stderr).toContain(text)
}

const changeWords = {
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
  unchanged: 'Unchanged',
  unmatched: 'Not matched',
} as const

async function expectCompared(window: Page, { difference }: CompareFacts): Promise<void> {
  await expectCounts(window, difference.counts)
  await expect(rows(window)).toHaveCount(difference.rows.length)
  for (const [at, { change, cells, before }] of difference.rows.entries()) {
    const row = rows(window).nth(at)
    await expect(row).toContainText(changeWords[change])
    for (const [place, was] of (before ?? []).entries()) {
      if (was === null) continue
      await expect(row.locator('del').filter({ hasText: was })).toHaveCount(1)
      await expect(row.locator('ins').filter({ hasText: cells[place] ?? '' })).toHaveCount(1)
    }
  }
}

for (const [name, { before, after, differing }] of Object.entries(pairs)) {
  test(`the window and the commands show the same: ${name}`, async ({ open }) => {
    const application = await open()
    const { window, home, choose } = application
    const [a, b] = [join(home, 'before-2026-09-01.csv'), join(home, 'after-2026-09-27.csv')]
    await writeFile(a, before)
    await writeFile(b, after)
    await openByDialog(application, b)
    await expectRead(application, b)
    await openByDialog(application, a)
    await expectRead(application, a)

    await choose(b)
    await window.getByRole('button', { name: 'Compare with…' }).click()
    await window
      .getByRole('menuitem', { name: /^Open another|after-2026-09-27/ })
      .first()
      .click()
    const { code, told } = await run<CompareFacts>(application, 'compare', a, b)
    expect(code).toBe(differing === 0 ? 0 : 10)
    expect(told.difference.rows).toHaveLength(differing)
    await expectCompared(window, told)
  })
}

test('the window and the command show the same history', async ({ start }) => {
  const application = await start()
  const { window, home, choose } = application
  const folder = join(home, 'series')
  await mkdir(folder)
  const titles = ['Credential', 'Scope', 'Note']
  const series: Readonly<Record<string, string[][]>> = {
    '2026-09-01': [
      ['Stays', 'Cluster', ''],
      ['Goes', 'Cluster', ''],
      ['Moves', 'Cluster', 'one'],
    ],
    '2026-09-08': [
      ['Stays', 'Cluster', ''],
      ['Moves', 'Cluster', 'two'],
    ],
    '2026-09-15': [
      ['Stays', 'Cluster', ''],
      ['Goes', 'Cluster', ''],
      ['Late', 'Cluster', ''],
      ['Moves', 'Cluster', 'two'],
    ],
  }
  for (const [day, own] of Object.entries(series))
    await writeFile(join(folder, `credentials-prod-${day}-060000.csv`), csvText(titles, own))
  await window.keyboard.press('Control+,')
  await window.getByRole('link', { name: /^Snapshots/ }).click()
  await window.getByText('History', { exact: true }).click()
  await choose(folder)
  await window.getByRole('button', { name: 'Choose folder…' }).click()

  const { code, told } = await run<HistoryFacts>(application, 'history', folder)
  expect(code).toBe(0)
  expect(told.events.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'changed Moves',
    'disappeared Goes',
    'reappeared Goes',
    'appeared Late',
  ])
  const { snapshots, events } = told
  await expect(window.getByRole('contentinfo')).toContainText(
    `${snapshots.length} snapshots, ${events.length} events`,
  )
  // The window shows the newest one first.
  for (const [at, { kind, name }] of events.toReversed().entries()) {
    await expect(rows(window).nth(at)).toContainText(new RegExp(kind, 'i'))
    await expect(rows(window).nth(at)).toContainText(name)
  }
})
