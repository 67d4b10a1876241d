import { join } from 'node:path'
import Papa from 'papaparse'
import type { Page } from '@playwright/test'
import { columnIds, columns, withScopeId, type ColumnId } from '../../shared/columns.ts'
import { visibleText } from '../../shared/visible-text.ts'
import { cell, expect, rowOf, rows, savedNote, searchField, test, text } from './application.ts'
import { claimByKubectl, registeredSecrets } from './secrets-made-by-kubectl.ts'

test('a secret made and labelled with kubectl becomes a credential in the open window, and leaves it again', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('runai-vision', { 'runai/queue': 'vision' })
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')

  const secret = { namespace, name: `harbor-${namespace}` }
  await cluster.kubectl([
    ...['create', 'secret', 'generic', secret.name, '-n', namespace],
    ...['--from-literal=User=robot', '--from-literal=Password=FAKE-value'],
  ])
  await cluster.kubectl([
    ...['label', 'secret', secret.name, '-n', namespace],
    ...['run.ai/credentials=true', 'run.ai/resource=password'],
  ])
  await window.getByRole('link', { name: /^Secrets/ }).click()
  // Only rows near the viewport are rendered, and other tests leave rows too.
  await searchField(window).fill(namespace)
  await expect(rowOf(window, secret.name)).toBeVisible()
  await expect(cell(rowOf(window, secret.name), 'scope')).toHaveText('Project: vision')

  await claimByKubectl(cluster, secret, {
    credential: `Harbor of ${namespace}`,
    description: 'pull only',
    'registry-url': 'harbor.int.halden.io',
    origin: 'existing',
    'created-by': 'm.okafor',
    'created-at': '2026-09-27T10:00:00Z',
  })
  await expect(rowOf(window, secret.name)).toHaveCount(0)
  await window.getByRole('link', { name: /^Credentials/ }).click()
  await searchField(window).fill(namespace)
  const row = rowOf(window, `Harbor of ${namespace}`)
  await expect(row).toBeVisible()
  await expect(cell(row, 'status')).toHaveText('No issues')
  await expect(cell(row, 'type')).toHaveText('Username and password')
  await expect(cell(row, 'createdBy')).toHaveText('m.okafor')
  await expect(cell(row, 'name')).toContainText('pull only')

  await cluster.kubectl(['label', 'secret', secret.name, '-n', namespace, 'run.ai/resource-'])
  await expect(cell(row, 'status')).toHaveText(/No status|1 issue/)
  await cluster.kubectl(['label', 'secret', secret.name, '-n', namespace, 'run.ai/credentials-'])
  await expect(row).toHaveCount(0)
})

const choices: ColumnId[][] = [
  ['name', 'type', 'status', 'scope', 'kubernetesName', 'createdBy', 'rotatedAt', 'cluster'],
  ['name', 'registryUrl', 'namespace', 'origin'],
  [...columnIds].reverse().filter((id) => id !== 'name'),
]

for (const [index, chosen] of choices.entries()) {
  test(`the CSV equals the table, column choice ${index + 1}`, async ({ open, cluster }) => {
    const namespace = await cluster.namespace('runai-csv', { 'runai/queue': `csv-${index}` })
    const names = ['=1+1', 'Änderung, "quoted"', '<b>bold</b>', 'line\nbreak', 'רדיו']
    await registeredSecrets(
      cluster,
      names.map((name, position) => ({
        namespace,
        name: `s${position}`,
        type: position % 2 === 0 ? 'password' : 'docker-registry',
        credential: { credential: name, origin: 'existing', 'registry-url': 'quay.io' },
      })),
    )
    const { window, home, saveAs, proposedName } = await open({ kubeconfig: cluster.adminKubeconfig })
    await searchField(window).fill(namespace)
    await chooseColumns(window, [...new Set<ColumnId>([...chosen, 'namespace'])])
    await expect(rows(window)).toHaveCount(names.length)

    const file = join(home, 'export.csv')
    await saveAs(file)
    await window.keyboard.press('Control+s')
    await expect(savedNote(window, file)).toBeVisible()
    expect(await proposedName()).toMatch(/credentials-.*-\d{4}-\d\d-\d\d-\d{6}[+-]\d{4}\.csv$/)

    const content = await text(file)
    expect(content.startsWith('\uFEFF')).toBe(true)
    const [head, ...lines] = Papa.parse<string[]>(content.slice(1).replace(/\r\n$/, ''), {
      newline: '\r\n',
    }).data
    const shown = await shownTable(window)
    const written = withScopeId(shown.ids)
    const isShown = (_: unknown, at: number) => shown.ids.some((id) => id === written[at])
    expect(head).toEqual(written.map((id) => columns[id].csvTitle))
    expect(lines.length).toBe(names.length)
    for (const [at, line] of lines.entries()) {
      expect(line.filter(isShown).map(unescaped).map(visibleText).map(comparable(shown.ids))).toEqual(
        shown.cells[at]?.map(comparable(shown.ids)),
      )
    }
  })
}

/** Shows exactly these columns in this order, by the column picker. */
async function chooseColumns(window: Page, chosen: ColumnId[]): Promise<void> {
  await window.evaluate(() => undefined)
  const wanted = chosen.includes('name') ? chosen : (['name', ...chosen] as ColumnId[])
  await window.getByRole('button', { name: 'Columns' }).click()
  for (const id of columnIds) {
    if (id === 'name') continue
    const box = window.getByRole('checkbox', { name: columns[id].title, exact: true })
    await box.setChecked(wanted.includes(id))
  }
  await window.keyboard.press('Escape')
}

/** The displayed table: column ids and cell texts. */
async function shownTable(window: Page): Promise<{ ids: ColumnId[]; cells: string[][] }> {
  const painted = rows(window)
  const ids = await painted
    .first()
    .locator('[data-column]:not(.is-box)')
    .evaluateAll((cells) => cells.map((each) => each.getAttribute('data-column')))
  const cells: string[][] = []
  for (const row of await painted.all()) {
    cells.push(
      await row.locator('[data-column]:not(.is-box)').evaluateAll((all) =>
        all.map((each) => {
          const time = each.querySelector('time')
          const main = each.querySelector('bdi.name, .days') ?? each
          return time?.dateTime ?? main.textContent.trim()
        }),
      ),
    )
  }
  return { ids: ids as ColumnId[], cells }
}

/** The apostrophe that keeps a spreadsheet from evaluating a field isn't part of the value. */
const unescaped = (field: string): string => field.replace(/^'(?=[=+\-@\t\r\0])/, '')

const consoleWords: Record<string, string> = { 'No issues found': 'No issues' }

/** Converts the CSV's long terms to the table's short ones. */
const comparable = (ids: ColumnId[]) => (field: string, index: number) => {
  if (ids[index] === 'status') return consoleWords[field] ?? field.replace(/^\d+ issues?$/, 'Issues found')
  if (ids[index] === 'age') return field.replace(/ d$/, '')
  return /^Never(, |$)/.test(field) ? '' : field.trim()
}
