import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import type { Application } from './application.ts'

/** The columns of Credenza's export in these specs' snapshots. */
export const exportTitles = [
  'Credential',
  'Type',
  'Status',
  'Scope',
  'Kubernetes name',
  'Namespace',
  'Last rotation',
]

/** The cells of one credential in a made-up export. */
export const exportedRow = (name: string, parts: { scope?: string; rotated?: string } = {}): string[] => [
  name,
  'Access key',
  'No issues found',
  parts.scope ?? 'Project: vision',
  `accesskey-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`,
  'runai-vision',
  parts.rotated ?? '2026-08-01T10:00:00Z',
]

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** A CSV as Credenza writes it. */
export const csvText = (titles: readonly string[], rows: readonly (readonly string[])[]): string =>
  `\uFEFF${[titles, ...rows].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')}`

/** Writes an export into the home folder. Returns its path. */
export async function writeExport(
  { home }: Pick<Application, 'home'>,
  name: string,
  rows: readonly (readonly string[])[],
): Promise<string> {
  const path = join(home, name)
  await writeFile(path, csvText(exportTitles, rows))
  return path
}

/** Opens files by the native dialog, from the snapshot pages or the welcome page. */
export async function openByDialog({ window, choose }: Application, ...paths: string[]): Promise<void> {
  await choose(...paths)
  // The page that handles the key must be open.
  await window.getByRole('main').getByRole('button').first().waitFor()
  await window.keyboard.press('Control+r')
}

/** Drops files on the window like a file manager. */
export async function dropFiles(window: Page, ...paths: string[]): Promise<void> {
  await window.evaluate(() => {
    const input = document.createElement('input')
    Object.assign(input, { type: 'file', multiple: true, id: 'dropped-files' })
    document.body.append(input)
  })
  await window.locator('#dropped-files').setInputFiles(paths)
  await window.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#dropped-files')
    const dataTransfer = new DataTransfer()
    for (const file of input?.files ?? []) dataTransfer.items.add(file)
    input?.remove()
    for (const type of ['dragenter', 'dragover', 'drop'])
      document.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
  })
}

/** The banner above the rows of a snapshot. */
export const banner = (window: Page): Locator => window.getByText(/^Snapshot( of .*)?, made /)

/** The comparison's kinds of change with their counts. */
export async function expectCounts(
  window: Page,
  counts: { added: number; removed: number; changed: number; unchanged: number },
): Promise<void> {
  const kinds = window.getByRole('radiogroup', { name: 'Shown rows' })
  await expect(kinds).toContainText(`Added ${counts.added}`)
  await expect(kinds).toContainText(`Removed ${counts.removed}`)
  await expect(kinds).toContainText(`Changed ${counts.changed}`)
  await expect(kinds).toContainText(`Unchanged ${counts.unchanged}`)
}
