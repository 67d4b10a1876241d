import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { extractText, getDocumentProxy } from 'unpdf'
import type { Cluster } from '../cluster/cluster.ts'
import {
  type Application,
  cell,
  expect,
  rowOf,
  rows,
  savedNote,
  searchField,
  test,
  text,
} from './application.ts'
import { claimByKubectl, registeredSecret, registeredSecrets } from './secrets-made-by-kubectl.ts'
import { expectCounts } from './snapshots-on-page.ts'

/** A namespace with credentials, as only a user of that namespace sees it. */
async function ownNamespace(cluster: Cluster, names: readonly string[]) {
  const namespace = await cluster.namespace('runai-compared', { 'runai/queue': 'compared' })
  await registeredSecrets(
    cluster,
    names.map((name) => ({
      namespace,
      name,
      credential: { credential: `Credential ${name}`, origin: 'existing' },
    })),
  )
  const verbs = ['get', 'list', 'watch']
  const user = await cluster.user('comparer', {
    namespaceRules: { [namespace]: [{ resources: ['secrets'], verbs }] },
    clusterRules: [{ resources: ['namespaces'], verbs }],
  })
  return { namespace, kubeconfig: user.kubeconfig }
}

/** Saves the live list as displayed. Returns the file's path. */
async function exportList({ window, home, saveAs }: Application, name: string): Promise<string> {
  const file = join(home, name)
  await saveAs(file)
  await window.keyboard.press('Control+s')
  await expect(savedNote(window, file)).toBeVisible()
  return file
}

/** Opens a file and compares it with the live list. */
async function compareWithLive({ window, choose }: Application, file: string): Promise<void> {
  await window.getByRole('link', { name: /^Snapshots/ }).click()
  // On the previous page nothing would handle the key.
  await window.getByRole('heading', { name: 'Snapshots', exact: true }).waitFor()
  await choose(file)
  await window.keyboard.press('Control+r')
  await expect(window.getByRole('button', { name: 'Compare with…' })).toBeVisible()
  await window.getByRole('button', { name: 'Compare with…' }).click()
  await window.getByRole('menuitem', { name: /The live list/ }).click()
}

test('an export equals the live list that it came from, and after changes with kubectl exactly these are shown', async ({
  open,
  cluster,
}) => {
  const { namespace, kubeconfig } = await ownNamespace(cluster, ['alpha', 'beta', 'gamma', 'delta'])
  const application = await open({ kubeconfig })
  const { window } = application
  await expect(rows(window)).toHaveCount(4)
  const file = await exportList(application, 'export.csv')
  await compareWithLive(application, file)
  await expectCounts(window, { added: 0, removed: 0, changed: 0, unchanged: 4 })
  await expect(window.getByRole('heading', { name: 'No differences' })).toBeVisible()

  await cluster.kubectl(['delete', 'secret', 'alpha', '-n', namespace])
  await claimByKubectl(cluster, { namespace, name: 'beta' }, { 'created-by': 'someone.else' })
  await registeredSecret(cluster, { namespace, name: 'epsilon' })
  await claimByKubectl(cluster, { namespace, name: 'epsilon' }, { credential: 'Credential epsilon' })
  await expectCounts(window, { added: 1, removed: 1, changed: 1, unchanged: 2 })
  await expect(rows(window)).toHaveCount(3)
  await expect(rowOf(window, 'Credential epsilon')).toContainText('Added')
  await expect(rowOf(window, 'Credential alpha')).toContainText('Removed')
  const changed = rowOf(window, 'Credential beta')
  await expect(changed).toContainText('Changed')
  await expect(changed.locator('ins')).toHaveCount(1)
  await expect(changed.locator('ins')).toContainText('someone.else')

  await window.getByRole('radiogroup').getByText('Unchanged').click()
  await expect(rows(window)).toHaveCount(2)
  await expect(window.getByRole('contentinfo')).toContainText(/3 differences between .* and now/)
})

test('A and B change places, and what only one side has counts as no change', async ({ open, cluster }) => {
  const { kubeconfig } = await ownNamespace(cluster, ['one', 'two'])
  const application = await open({ kubeconfig })
  const { window } = application
  await expect(rows(window)).toHaveCount(2)
  await window.getByRole('button', { name: 'Columns' }).click()
  await window.getByRole('checkbox', { name: 'Created by' }).setChecked(false)
  await window.keyboard.press('Escape')
  await searchField(window).fill('Credential one')
  await expect(rows(window)).toHaveCount(1)
  const file = await exportList(application, 'part.csv')
  await compareWithLive(application, file)
  await expectCounts(window, { added: 1, removed: 0, changed: 0, unchanged: 1 })
  await expect(window.getByText(/Created by.* only in B.*This doesn’t count as a change/)).toBeVisible()
  await window.getByRole('button', { name: 'Swap A and B' }).click()
  await expectCounts(window, { added: 0, removed: 1, changed: 0, unchanged: 1 })
  await expect(rowOf(window, 'Credential two')).toContainText('Removed')
})

test('the difference is saved as CSV and as a page that needs nothing else', async ({ open, cluster }) => {
  const { namespace, kubeconfig } = await ownNamespace(cluster, ['saved', 'gone'])
  const application = await open({ kubeconfig })
  const { window, home, saveAs } = application
  await expect(rows(window)).toHaveCount(2)
  const file = await exportList(application, 'before.csv')
  await cluster.kubectl(['delete', 'secret', 'gone', '-n', namespace])
  await compareWithLive(application, file)
  await expectCounts(window, { added: 0, removed: 1, changed: 0, unchanged: 1 })
  for (const [entry, name] of [
    ['As CSV…', 'difference.csv'],
    ['As a report…', 'difference.html'],
  ] as const) {
    const path = join(home, name)
    await saveAs(path)
    await window.getByRole('button', { name: 'Save difference…' }).click()
    await window.getByRole('menuitem', { name: new RegExp(`^${entry}`) }).click()
    await expect(savedNote(window, path)).toBeVisible()
    expect(await text(path)).toContain('Credential gone')
  }
  expect(await text(join(home, 'difference.html'))).not.toMatch(
    /<script|<link|<img|@import|url\(|\s(?:href|src|style)=/i,
  )
  await expect(cell(rowOf(window, 'Credential gone'), 'c0')).toContainText('Removed')
})

test('the report is saved as a PDF of numbered pages that holds nothing but text', async ({
  open,
  cluster,
}) => {
  const { namespace, kubeconfig } = await ownNamespace(cluster, ['printed'])
  const application = await open({ kubeconfig })
  const { window, home, saveAs } = application
  await expect(rows(window)).toHaveCount(1)
  // Enough for several pages, and a name that would empty the page if executed.
  const hostile = '<script>document.body.replaceChildren()</script>'
  const names = [...Array.from({ length: 90 }, (_, at) => `Removed ${at}`), hostile]
  const before = join(home, 'before.csv')
  await writeFile(
    before,
    [
      'Credential,Kubernetes name,Namespace',
      ...names.map((name, at) => `${name},kept-${at},${namespace}`),
    ].join('\n'),
  )
  await compareWithLive(application, before)
  await expectCounts(window, { added: 1, removed: 91, changed: 0, unchanged: 0 })

  const path = join(home, 'difference.pdf')
  await saveAs(path)
  await window.getByRole('button', { name: 'Save difference…' }).click()
  await window.getByRole('menuitem', { name: /^As PDF…/ }).click()
  await expect(savedNote(window, path)).toBeVisible()
  const bytes = new Uint8Array(await readFile(path))
  const file = await getDocumentProxy(bytes.slice())
  const { totalPages, text: pages } = await extractText(file, { mergePages: false })
  expect(totalPages).toBeGreaterThan(1)
  for (const [at, page] of pages.entries()) expect(page).toContain(`Page ${at + 1} of ${totalPages}`)
  const whole = pages.join('\n')
  for (const name of ['Credential printed', 'Removed 0', 'Removed 89', 'How to check this report'])
    expect(whole).toContain(name)
  expect(whole.replaceAll(/\s/g, '')).toContain(hostile)
  // No actions, links or attachments.
  expect([await file.getJSActions(), await file.getOpenAction(), await file.getAttachments()]).toEqual([
    null,
    null,
    null,
  ])
  for (let at = 1; at <= totalPages; at++) expect(await (await file.getPage(at)).getAnnotations()).toEqual([])
  expect(Buffer.from(bytes).toString('latin1')).not.toMatch(
    /\/(?:JavaScript|JS|Launch|URI|EmbeddedFile|AcroForm)\b/,
  )
  // The palette offers it too, and the window is unchanged.
  await window.keyboard.press('Control+k')
  await window.keyboard.type('as pdf')
  await expect(window.getByRole('option', { name: /Save differences as PDF/ })).toBeVisible()
})
