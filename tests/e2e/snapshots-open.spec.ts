import { open as openFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cell, expect, rowOf, rows, savedNote, searchField, test, text } from './application.ts'
import {
  banner,
  csvText,
  dropFiles,
  expectCounts,
  exportedRow,
  openByDialog,
  writeExport,
} from './snapshots-on-page.ts'

const three = ['Harbor robot', 'Ceph keys', 'Zenodo deposit'].map((name) => exportedRow(name))

test('without a kubeconfig a CSV opens from the welcome, and its rows can be searched, sorted and filtered', async ({
  open,
}) => {
  const application = await open()
  const { window } = application
  const file = await writeExport(application, 'credentials-prod-eu-1-2026-09-27-140300.csv', three)
  await application.choose(file)
  await window.getByRole('button', { name: /^Open an exported CSV file/ }).click()
  await expect(banner(window)).toContainText('27 Sep 2026')
  await expect(banner(window)).toContainText('3 rows')
  await expect(rows(window)).toHaveCount(3)
  await expect(rows(window).first()).toContainText('Harbor robot')

  await window.getByRole('columnheader', { name: 'Credential' }).getByRole('button').click()
  await expect(rows(window).first()).toContainText('Ceph keys')
  await searchField(window).fill('zenodo')
  await expect(rows(window)).toHaveCount(1)
  await searchField(window).fill('habror')
  await expect(window.getByRole('heading', { name: /habror/ })).toBeVisible()
  await window.getByRole('button', { name: 'Clear search' }).last().click()
  await window.getByRole('button', { name: 'Filter by Type' }).click()
  await expect(window.getByRole('group', { name: 'Type' })).toContainText('Access key3')
})

test('a file of the command line opens at once, and its displayed columns are saved as they are', async ({
  start,
}) => {
  const seed = await start()
  const file = await writeExport(seed, 'prod.csv', three)
  const { window, home, saveAs } = await start({ review: [file] })
  await expect(rows(window)).toHaveCount(3)
  await window.getByRole('button', { name: 'Columns' }).click()
  await window.getByRole('checkbox', { name: 'Namespace' }).setChecked(false)
  await window.keyboard.press('Escape')
  await searchField(window).fill('ceph')
  await expect(rows(window)).toHaveCount(1)
  const copy = join(home, 'copy.csv')
  await saveAs(copy)
  await window.keyboard.press('Control+s')
  await expect(savedNote(window, copy)).toBeVisible()
  const lines = (await text(copy)).trimEnd().split('\r\n')
  expect(lines[0]).not.toContain('Namespace')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toMatch(/^Ceph keys,Access key,No issues found,/)
})

test('two files that are dropped are compared, one is shown', async ({ open }) => {
  const application = await open()
  const { window } = application
  const before = await writeExport(application, 'a-2026-09-01.csv', three)
  const after = await writeExport(application, 'b-2026-10-01.csv', [
    ...three.slice(1),
    exportedRow('New one'),
  ])
  await dropFiles(window, before)
  await expect(rows(window)).toHaveCount(3)
  await dropFiles(window, before, after)
  await expectCounts(window, { added: 1, removed: 1, changed: 0, unchanged: 2 })
  await expect(rowOf(window, 'New one')).toContainText('Added')
  await expect(rowOf(window, 'Harbor robot')).toContainText('Removed')
})

test('what is open stays so while other pages are shown, and is recent once it is closed', async ({
  open,
}) => {
  const application = await open({ isSandbox: true })
  const { window } = application
  const file = await writeExport(application, 'kept.csv', three)
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  await window.getByRole('link', { name: /^Snapshots/ }).click()
  await openByDialog(application, file)
  // The page before it has a search, too.
  await window.getByRole('textbox', { name: 'Search the snapshot' }).fill('ceph')
  await window.getByRole('link', { name: /^Credentials/ }).click()
  await expect(window.getByRole('grid', { name: 'Credentials' })).toBeVisible()
  await window.getByRole('link', { name: /^Snapshots/ }).click()
  await window.getByRole('button', { name: /kept\.csv.*3 rows/ }).click()
  await expect(searchField(window)).toHaveValue('ceph')
  await expect(rows(window)).toHaveCount(1)
  await window
    .getByRole('link', { name: /^Snapshots/ })
    .last()
    .click()
  await window.getByRole('button', { name: 'Close kept.csv' }).click()
  await expect(window.getByRole('region', { name: 'Recent' })).toContainText('kept.csv')
  await window.getByRole('button', { name: /^Remove kept\.csv/ }).click()
  await expect(window.getByRole('heading', { name: 'Open exported CSV files' })).toBeVisible()
  expect(await text(file)).toContain('Harbor robot')
})

test('a file that is changed or deleted while it is open says so and keeps its rows', async ({ open }) => {
  const application = await open()
  const { window } = application
  const file = await writeExport(application, 'moving.csv', three)
  await openByDialog(application, file)
  await expect(rows(window)).toHaveCount(3)
  await writeExport(application, 'moving.csv', [...three, exportedRow('Fourth')])
  await expect(window.getByText('The file changed.')).toBeVisible()
  await expect(rows(window)).toHaveCount(3)
  await window.getByRole('button', { name: 'Read again' }).click()
  await expect(rows(window)).toHaveCount(4)
  await rm(file)
  await expect(window.getByText('The file no longer exists.')).toBeVisible()
  await expect(rows(window)).toHaveCount(4)
})

const bad: [string, string | Buffer, RegExp][] = [
  ['empty.csv', '', /is empty/],
  ['page.csv', '%PDF-1.7\n1 0 obj', /isn’t a CSV file but PDF/],
  ['book.csv', Buffer.from('504b030414000600080000002100', 'hex'), /isn’t a CSV file but/],
]
for (const [name, content, words] of bad) {
  test(`${name} is refused, with what to do, and nothing is left open`, async ({ open }) => {
    const application = await open()
    const { window, home } = application
    await writeFile(join(home, name), content)
    await openByDialog(application, join(home, name))
    await expect(window.getByRole('heading', { name: words })).toBeVisible()
    await window.getByRole('main').getByRole('button', { name: 'Close' }).click()
    await expect(window.getByRole('heading', { name: 'Open exported CSV files' })).toBeVisible()
  })
}

test('titles without rows, unequal rows and unknown columns are shown with their remarks', async ({
  open,
}) => {
  const application = await open()
  const { window, home } = application
  await writeFile(join(home, 'titles.csv'), 'Credential,Type\r\n')
  await openByDialog(application, join(home, 'titles.csv'))
  await window.getByRole('button', { name: '1 remark' }).click()
  await expect(window.getByText('It has titles but no rows.')).toBeVisible()
  await writeFile(join(home, 'odd.csv'), 'Team;Owner\nA;me\nB;you;more\n')
  await openByDialog(application, join(home, 'odd.csv'))
  await expect(rows(window)).toHaveCount(2)
  await window.getByRole('button', { name: '2 remarks' }).click()
  await expect(window.getByText(/1 row has more or fewer cells than titles \(line 3\)/)).toBeVisible()
  await expect(window.getByText('None of its titles match those of Credenza')).toBeVisible()
})

test('HTML, scripts, links, formulas and bidi controls of a file stay text', async ({ open }) => {
  const application = await open()
  const { window, home, saveAs } = application
  const cells = [
    '<img src=x onerror="globalThis.hacked=1">',
    '<script>globalThis.hacked=1</script>',
    '[link](javascript:globalThis.hacked=1)',
    '{{ constructor.constructor("globalThis.hacked=1")() }}',
    '\u202Egnp.exe\u202C right to left',
    `'=HYPERLINK("https://example.invalid")`,
    `${'long '.repeat(600)}end`,
  ]
  const file = join(home, '<b>hostile.csv')
  await writeFile(
    file,
    csvText(
      ['Credential', '<i onclick="globalThis.hacked=1">Title</i>'],
      cells.map((cell, at) => [`row ${at}`, cell]),
    ),
  )
  await openByDialog(application, file)
  await expect(rows(window)).toHaveCount(cells.length)
  await expect(window.getByRole('columnheader', { name: /<i onclick/ })).toBeVisible()
  for (const [at, expected] of cells.entries()) {
    if (at > 4) continue
    const shown = cell(rowOf(window, `row ${at}`), 'c1').locator('bdi')
    const visible = expected.replace('\u202E', '⟨U+202E⟩').replace('\u202C', '⟨U+202C⟩')
    await expect(shown).toHaveText(visible, { useInnerText: false })
    expect(await shown.evaluate((element) => getComputedStyle(element).unicodeBidi)).toMatch(
      /isolate|plaintext/,
    )
  }
  await expect(cell(rowOf(window, 'row 5'), 'c1')).toContainText('=HYPERLINK(')
  await rows(window).first().locator('[data-column]').first().focus()
  await window.keyboard.press('Shift+F10')
  await expect(window.getByRole('menuitem', { name: 'Show row' })).toBeFocused()
  await window.getByRole('menuitem', { name: 'Copy row' }).press('Enter')
  await expect(window.getByText('1 row copied')).toBeVisible()
  await window.keyboard.press('Enter')
  await expect(window.getByRole('region', { name: 'row 0' })).toContainText('onerror')
  expect(await window.evaluate(() => 'hacked' in globalThis)).toBe(false)
  expect(await window.locator('img, script:not([src]), a[href^="javascript"]').count()).toBe(0)

  const copy = join(home, 'copy.csv')
  await saveAs(copy)
  await window.keyboard.press('Control+s')
  await expect(savedNote(window, copy)).toBeVisible()
  expect(await text(copy)).not.toMatch(/[,\n]"?[=+\-@]/)
})

/**
 * Runs in the page: presses Cancel the moment it appears, since reading the file may be faster than a test. Returns the
 * progress bar's name at that time.
 */
const cancelOnceOffered = () =>
  new Promise<string | null | undefined>((resolve) => {
    const observer = new MutationObserver(() => {
      const cancel = [...document.querySelectorAll('button')].find(
        ({ textContent }) => textContent.trim() === 'Cancel',
      )
      if (cancel === undefined) return
      observer.disconnect()
      resolve(document.querySelector('main [role=progressbar]')?.ariaLabel)
      cancel.click()
    })
    observer.observe(document.body, { childList: true, subtree: true })
  })

test('a very large file asks before it is read, and reading it can be cancelled', async ({ open }) => {
  const application = await open()
  const { window, home } = application
  const file = join(home, 'large.csv')
  const handle = await openFile(file, 'w')
  const part = 'Harbor robot of the vision team,Access key,No issues found\r\n'.repeat(20_000)
  await handle.write('Credential,Type,Status\r\n')
  for (let at = 0; at < 100; at += 1) await handle.write(part)
  await handle.close()
  await openByDialog(application, file)
  await expect(window.getByRole('heading', { name: /large\.csv has about [\d,]+ rows/ })).toBeVisible()
  await expect(window.getByText(/of available memory/)).toBeVisible()
  const cancelled = window.evaluate(cancelOnceOffered)
  await window.getByRole('button', { name: 'Read anyway' }).click()
  expect(await cancelled).toBe('Reading large.csv')
  await expect(window.getByRole('heading', { name: 'Reading large.csv was cancelled' })).toBeVisible()
  expect((await readdir(home)).filter((name) => name.endsWith('.tmp'))).toEqual([])
})
