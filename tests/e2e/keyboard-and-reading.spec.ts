import { join } from 'node:path'
import { registeredSecrets } from './secrets-made-by-kubectl.ts'
import { cell, expect, rowOf, rows, savedNote, searchField, test } from './application.ts'
import { expectNoFaultInBothThemes } from './axe.ts'
import type { Cluster } from '../cluster/cluster.ts'

async function threeCredentials(cluster: Cluster): Promise<string> {
  const namespace = await cluster.namespace('runai-keys', { 'runai/queue': 'keys' })
  await registeredSecrets(
    cluster,
    ['Alpha', 'Beta', 'Gamma'].map((name, index) => ({
      namespace,
      name: `keys-${index}`,
      type: index === 0 ? 'docker-registry' : 'password',
      credential: { credential: `${name} ${namespace}`, origin: 'existing' },
    })),
  )
  return namespace
}

test('search, sort, columns, issues, pages and the CSV need no mouse', async ({ open, cluster }) => {
  const namespace = await threeCredentials(cluster)
  const { window, home, saveAs } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const press = async (...keys: string[]) => {
    for (const key of keys) await window.keyboard.press(key)
  }

  await press('Control+f')
  await window.keyboard.type(namespace)
  await expect(rows(window)).toHaveCount(3)

  const head = window.getByRole('columnheader', { name: /^Credential/ })
  await head.getByRole('button').focus()
  await press('Enter')
  await expect(head).toHaveAttribute('aria-sort', 'descending')
  await expect(rows(window).first()).toContainText('Gamma')

  await rows(window).first().focus()
  await press('ArrowDown', 'End', 'Home')
  await expect(window.locator('[data-uid]:focus, [data-uid] :focus')).toHaveCount(1)

  await window.getByRole('button', { name: 'Columns' }).focus()
  await press('Enter')
  const box = window.getByRole('checkbox', { name: 'Namespace' })
  await box.focus()
  await press('Space')
  await expect(box).toBeChecked()
  await press('Escape')
  await expect(window.getByRole('button', { name: 'Columns' })).toBeFocused()
  await expect(cell(rowOf(window, 'Beta'), 'namespace')).toHaveText(namespace)

  const file = join(home, 'keys.csv')
  await saveAs(file)
  await press('Control+s')
  await expect(savedNote(window, file)).toBeVisible()

  await press('Control+f', 'Escape')
  await expect(searchField(window)).toHaveValue('')
})

test('the chosen columns, their order and the last context are there again after a restart', async ({
  start,
  cluster,
}) => {
  const namespace = await threeCredentials(cluster)
  const first = await start({ kubeconfig: cluster.adminKubeconfig })
  await searchField(first.window).fill(namespace)
  await first.window.getByRole('button', { name: 'Columns' }).click()
  await first.window.getByRole('checkbox', { name: 'Type', exact: true }).setChecked(false)
  await first.window.getByRole('checkbox', { name: 'Origin' }).setChecked(true)
  await first.window.keyboard.press('Escape')
  await expect(first.window.getByRole('columnheader', { name: 'Origin' })).toBeAttached()
  const titles = (window: typeof first.window) => window.getByRole('columnheader').allInnerTexts()
  const before = await titles(first.window)
  expect(before.join()).not.toContain('Type')
  await first.electron.close()

  const again = await start({ kubeconfig: cluster.adminKubeconfig, home: first.home })
  await expect(rows(again.window).first()).toBeVisible()
  await expect.poll(() => titles(again.window)).toEqual(before)
})

test('the list has no accessibility fault, light and dark', async ({ open, cluster }) => {
  const namespace = await threeCredentials(cluster)
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  const check = () => expectNoFaultInBothThemes(window)
  await searchField(window).fill(namespace)
  await expect(rows(window)).toHaveCount(3)
  await check()
  for (const name of ['Columns', 'More', 'Filter by Status', 'Filter by Scope']) {
    await window.getByRole('button', { name }).first().click()
    await check()
    await window.keyboard.press('Escape')
  }
  await searchField(window).fill('habror')
  await check()
  await window.getByRole('link', { name: /^Secrets/ }).click()
  await check()
  await window.setViewportSize({ width: 900, height: 600 })
  await check()
})

test('a second start raises the window of the first and leaves it as it is', async ({ start, cluster }) => {
  const first = await start({ kubeconfig: cluster.adminKubeconfig })
  await searchField(first.window).fill('still here')
  await first.electron.evaluate(({ app }) => {
    app.once('second-instance', () => ((globalThis as { raised?: boolean }).raised = true))
  })
  await expect(start({ kubeconfig: cluster.adminKubeconfig, home: first.home })).rejects.toThrow()
  await expect
    .poll(() => first.electron.evaluate(() => (globalThis as { raised?: boolean }).raised))
    .toBe(true)
  await expect(searchField(first.window)).toHaveValue('still here')
})

test('a second start that names a cluster shows it in the window of the first', async ({
  start,
  cluster,
}) => {
  const other = await cluster.user('other-user', {
    clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['list', 'watch'] }],
  })
  const first = await start()
  await expect(first.window.getByRole('heading', { name: 'No kubeconfig on this computer' })).toBeVisible()
  await expect(start({ kubeconfig: other.kubeconfig, home: first.home })).rejects.toThrow()
  await expect(first.window.getByRole('contentinfo')).toContainText('Live')
})
