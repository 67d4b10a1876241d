import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { searchField } from '../../tests/e2e/application.ts'
import { writeDemoSnapshots, writeOddSnapshot } from './demo-snapshots.ts'
import { live, small, type Scene, type Stage } from './stage.ts'

const kubeconfig = () => null

/** Nothing is hovered, and animations have ended. */
async function rest({ window }: Stage): Promise<void> {
  await window.mouse.move(640, 790)
  await window.waitForTimeout(600)
}

/** Opens one file by the dialog. */
async function openFile(stage: Stage, path: string): Promise<void> {
  await stage.choose(path)
  await stage.window.keyboard.press('Control+r')
  await stage.window.locator('[role=row][data-uid]').first().waitFor()
}

/** Writes the demo's series and opens one of its snapshots. Returns all of their paths. */
async function openOne(stage: Stage): Promise<string[]> {
  const paths = await writeDemoSnapshots(join(stage.home, 'snapshots'))
  await openFile(stage, paths[5] ?? '')
  return paths
}

async function openHistory(stage: Stage): Promise<void> {
  const folder = join(stage.home, 'snapshots')
  await writeDemoSnapshots(folder)
  await writeFile(join(folder, 'minutes.csv'), '%PDF-1.7')
  await stage.window.keyboard.press('Control+,')
  await stage.window.getByRole('link', { name: /^Snapshots/ }).click()
  await stage.window.getByText('History', { exact: true }).click()
  await stage.choose(folder)
  await stage.window.getByRole('button', { name: 'Choose folder…' }).click()
  await stage.window
    .getByRole('contentinfo')
    .getByText(/14 snapshots/)
    .waitFor()
}

/** Compares two snapshots of the history, which is above them. */
async function compare(stage: Stage): Promise<void> {
  await openHistory(stage)
  await stage.window.getByRole('button', { name: 'Compare…' }).click()
  const points = stage.window.getByRole('group', { name: 'Credentials over time' }).getByRole('button')
  await points.nth(5).click()
  await points.last().click({ modifiers: ['Shift'] })
  await stage.window
    .getByRole('contentinfo')
    .getByText(/differences/)
    .waitFor()
  await rest(stage)
}

/** The pages of snapshots. */
export const snapshotsScenes: Scene[] = [
  {
    name: 'snapshots-empty',
    kubeconfig,
    show: async (stage) => {
      await stage.window.keyboard.press('Control+,')
      await stage.window.getByRole('link', { name: /^Snapshots/ }).click()
      await stage.window.getByRole('heading', { name: 'Open exported CSV files' }).waitFor()
    },
  },
  ...[undefined, small].map((size): Scene => ({
    name: size === undefined ? 'snapshots' : 'snapshots-small',
    ...(size === undefined ? {} : { size }),
    kubeconfig,
    show: async (stage) => {
      const paths = await openOne(stage)
      await openFile(stage, paths[13] ?? '')
      await openFile(stage, await writeOddSnapshot(join(stage.home, 'Downloads')))
      await stage.window
        .getByRole('link', { name: /^Snapshots/ })
        .first()
        .click()
      await stage.window.getByRole('button', { name: 'Close from-a-spreadsheet.csv' }).click()
      await rest(stage)
    },
  })),
  ...[undefined, small].map((size): Scene => ({
    name: size === undefined ? 'snapshot' : 'snapshot-small',
    ...(size === undefined ? {} : { size }),
    kubeconfig,
    show: async (stage) => {
      await openOne(stage)
      await rest(stage)
    },
  })),
  {
    name: 'snapshot-odd',
    kubeconfig,
    show: async (stage) => {
      await openFile(stage, await writeOddSnapshot(join(stage.home, 'Downloads')))
      await stage.window.getByRole('button', { name: /remarks?$/ }).click()
      await rest(stage)
    },
  },
  {
    name: 'snapshot-row',
    kubeconfig,
    show: async (stage) => {
      await openOne(stage)
      await stage.window.locator('[role=row][data-uid] [data-column]').nth(1).focus()
      await stage.window.keyboard.press('Enter')
      await rest(stage)
    },
  },
  {
    name: 'snapshot-ages',
    kubeconfig,
    show: async (stage) => {
      await openOne(stage)
      await stage.window.getByRole('button', { name: 'Filter by Age' }).click()
      await stage.window.getByText('Show as a chart').click()
      await rest(stage)
    },
  },
  {
    name: 'snapshot-changed',
    size: small,
    kubeconfig,
    show: async (stage) => {
      const paths = await openOne(stage)
      await appendFile(paths[5] ?? '', 'One more,,,,,,,,,,\r\n')
      await stage.window.getByText('The file changed.').waitFor()
      await rest(stage)
    },
  },
  {
    name: 'snapshot-failed',
    kubeconfig,
    show: async (stage) => {
      const path = join(stage.home, 'minutes.csv')
      await writeFile(path, '%PDF-1.7')
      await stage.choose(path)
      await stage.window.keyboard.press('Control+r')
      await stage.window.getByRole('heading', { name: /PDF/ }).waitFor()
      await rest(stage)
    },
  },
  {
    name: 'snapshot-large',
    kubeconfig,
    show: async (stage) => {
      const path = join(stage.home, 'all-of-it.csv')
      const part = 'Harbor robot of the vision team,Access key,No issues found\r\n'.repeat(50_000)
      await writeFile(path, 'Credential,Type,Status\r\n')
      for (let at = 0; at < 100; at += 1) await appendFile(path, part)
      await stage.choose(path)
      await stage.window.keyboard.press('Control+r')
      await stage.window.getByRole('button', { name: 'Read anyway' }).waitFor()
      await rest(stage)
    },
  },
  {
    name: 'snapshot-drop',
    kubeconfig,
    show: async ({ window }) => {
      // As text, since this folder's types exclude the DOM.
      await window.evaluate(`{
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([''], 'export.csv'))
        const hover = () => document.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true }))
        setInterval(hover, 100)
      }`)
      await window.getByText('Drop to open').waitFor()
      await window.waitForTimeout(300)
    },
  },
  { name: 'compare', kubeconfig, show: compare },
  { name: 'compare-small', size: small, kubeconfig, show: compare },
  {
    name: 'compare-live',
    show: async (stage) => {
      await live(stage)
      const paths = await writeDemoSnapshots(join(stage.home, 'snapshots'))
      await stage.window.getByRole('link', { name: /^Snapshots/ }).click()
      await openFile(stage, paths[13] ?? '')
      await stage.window.getByRole('button', { name: 'Compare with…' }).click()
      await stage.window.getByRole('menuitem', { name: /The live list/ }).click()
      await stage.window
        .getByRole('contentinfo')
        .getByText(/differences/)
        .waitFor()
      await rest(stage)
    },
  },
  {
    name: 'compare-with',
    size: small,
    show: async (stage) => {
      await live(stage)
      const paths = await writeDemoSnapshots(join(stage.home, 'snapshots'))
      await stage.window.getByRole('link', { name: /^Snapshots/ }).click()
      for (const at of [3, 8, 13]) await openFile(stage, paths[at] ?? '')
      await stage.window.getByRole('button', { name: 'Compare with…' }).click()
      await rest(stage)
    },
  },
  ...[undefined, small].map((size): Scene => ({
    name: size === undefined ? 'history' : 'history-small',
    ...(size === undefined ? {} : { size }),
    kubeconfig,
    show: async (stage) => {
      await openHistory(stage)
      await stage.window.getByText('By type').click()
      await rest(stage)
    },
  })),
  {
    name: 'history-life',
    kubeconfig,
    show: async (stage) => {
      await openHistory(stage)
      await searchField(stage.window).fill('ceph rgw imaging 3')
      await rest(stage)
      await stage.window.locator('[role=row][data-uid] [data-column]').first().focus()
      await stage.window.keyboard.press('Enter')
      await rest(stage)
    },
  },
  {
    name: 'history-daily',
    show: async (stage) => {
      await live(stage)
      await openHistory(stage)
      await stage.window.getByRole('button', { name: 'Every day: off' }).click()
      const dialog = stage.window.getByRole('dialog', { name: 'Save a snapshot every day' })
      await dialog.getByRole('switch').first().click()
      await dialog.getByText(/aved just now/).waitFor()
      await rest(stage)
    },
  },
  {
    name: 'history-unset',
    kubeconfig,
    show: async (stage) => {
      await stage.window.keyboard.press('Control+,')
      await stage.window.getByRole('link', { name: /^Snapshots/ }).click()
      await stage.window.getByText('History', { exact: true }).click()
      await stage.window.getByRole('heading', { name: 'Choose a folder of snapshots' }).waitFor()
    },
  },
]
