import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { accessibilityTree } from './accessibility-tree.ts'
import { expect, test } from './application.ts'

/** What differs between runs: times, ages, folders, and generated names. */
const masks = [
  [/\b\d{1,2} [A-Z][a-z]{2} \d{4}(, \d\d:\d\d(:\d\d)?)?/g, '<date>'],
  [/\b\d{4}-\d\d-\d\d(T[\d:.]+Z)?/g, '<date>'],
  [/(\b(Today|Yesterday) )?\b\d\d:\d\d(:\d\d)?\b/g, '<time>'],
  // The parts of a date field, where a date is entered.
  [/(?<=spinbutton "(?:Month|Day|Year)\b[^"]*" = )[1-9]\d*/g, '<number>'],
  [/\b\d+ (ms|s|min|h|d|mo|y)\b( ago)?/g, '<age>'],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<uid>'],
  [/\b[0-9a-f]{4}…[0-9a-f]{4}\b/g, '<hash>'],
  // A credential of the sandbox whose age is at a limit may be just below or above it.
  [/\bin \d+ days\b/g, 'in <age>'],
  [/(?<=: )\d+ credentials?"/g, '<count> credentials"'],
  [/\d+ (fresh|due|overdue|expired|soon|later|without a date)(?=[,.])/g, '<count> $1'],
  [/"((?:Fresh|Due|Overdue)[^"\d]*?)(?: \d+ %)? \d+"/g, '"$1 <count>"'],
  [/cell "\d+"/g, 'cell "<count>"'],
  [/\b127\.0\.0\.1:\d{4,5}\b/g, '<server>'],
  // Depends on how soon the keychain says that there is none.
  [/(This computer has no keychain|The keychain isn’t responding)/g, '<no keychain>'],
  // Other specs have namespaces in the same cluster.
  [/\d+ other namespaces?/g, '<count> other namespaces'],
  [/Reading namespace \d+ of \d+/g, 'Reading namespace <count> of <count>'],
  [/(?<=1 of )\d+ projects/g, '<count> projects'],
  // Earlier tests of a shared application may have changed the cluster.
  [/(?<=resource-?version[=:][ "]*)\d+/gi, '<version>'],
  [/[^\s"(]*credenza-(e2e|cluster)-[^\s"/\\]+([/\\]test-[^\s"/\\]+)?/g, '<folder>'],
] as const

/** The roles of a part of the window. */
export const page = ['main']
export const menu = ['menu']
export const popup = ['dialog', 'alertdialog']

/** Compares what is announced now, for nodes with these roles or the whole window, with the file of this name. */
export async function expectHeard(window: Page, name: string, only?: readonly string[]): Promise<void> {
  const { updateSnapshots } = test.info().config
  const isWritten = updateSnapshots === 'all' || updateSnapshots === 'changed'
  const expected = await readFile(test.info().snapshotPath(`${name}.txt`), 'utf8').catch(() => '')
  let heard = ''
  /** Whether it is as expected. When the files are written, whether it is stable. */
  const isThere = async () => {
    const before = heard
    heard = await accessibilityTree(window, { masks, ...(only && { only }) })
    return heard !== '' && heard === (isWritten ? before : expected)
  }
  await expect
    .poll(isThere, { intervals: isWritten ? [500] : [0, 100, 250, 500] })
    .toBe(true)
    .catch((error: unknown) => {
      // A difference is reported below.
      if (heard === '') throw error
    })
  expect.soft(heard).toMatchSnapshot(`${name}.txt`)
}

/** The first button with this name. */
export const button = (inside: Page | Locator, name: string | RegExp) =>
  inside.getByRole('button', { name, exact: true }).first()
/** Opens a page by the left menu. */
export async function go(window: Page, title: string): Promise<void> {
  await window.getByRole('link', { name: title }).first().click()
  await window.getByRole('heading', { name: title, level: 1 }).waitFor()
}
