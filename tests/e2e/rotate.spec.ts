import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { Cluster } from '../cluster/cluster.ts'
import { cell, expect, rowOf, searchField, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import { labelsToWrite } from '../../shared/registration.ts'
import { secretIn } from './wizard-steps.ts'

const fresh = 'FAKE-fresh-word'
const dialogOf = (window: Page): Locator => window.getByRole('dialog', { name: /^Rotate “/ })
const textOf = (base64: string | undefined): string => Buffer.from(base64 ?? '', 'base64').toString()

/** A credential with a value that no other namespace has: those of other tests would be rotated, too. */
const credentialOf = (cluster: Cluster, namespace: string, name: string, credential: string) =>
  cluster.kubectl(['create', '-f', '-'], {
    input: JSON.stringify({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        ...{ name, namespace, labels: labelsToWrite('project', 'password') },
        annotations: {
          'credenza.app/credential': credential,
          'credenza.app/origin': 'new',
          'credenza.app/expires-at': '2027-03-28T00:00:00Z',
        },
      },
      stringData: { User: 'robot', Password: `FAKE-${namespace}` },
    }),
  })

/** A deployment whose pods read a secret as variables. */
async function deploymentOf(cluster: Cluster, namespace: string, secret: string): Promise<void> {
  const path = join(cluster.folder, `deployment-${namespace}.json`)
  const labels = { app: 'ranker' }
  const containers = [{ name: 'main', image: 'ranker:1', envFrom: [{ secretRef: { name: secret } }] }]
  await writeFile(
    path,
    JSON.stringify({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'ranker', namespace },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers } },
      },
    }),
  )
  await cluster.kubectl(['create', '-f', path])
}

/** Opens the dialog of a credential from its details, by keyboard. */
async function openRotate(window: Page, namespace: string, name: string): Promise<Locator> {
  await searchField(window).fill(namespace)
  await cell(rowOf(window, name), 'name').click()
  await window.getByRole('button', { name: 'Rotate…' }).press('Enter')
  const dialog = dialogOf(window)
  await expect(dialog.getByRole('textbox', { name: 'Username' })).toBeFocused()
  return dialog
}

test('a password is rotated by keyboard alone, everywhere it is, and what reads it restarts', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('rotated')
  await cluster.kubectl(['label', 'namespace', namespace, `runai/queue=${namespace}`])
  const [name, other] = [`Harbor of ${namespace}`, `Harbor too of ${namespace}`]
  await credentialOf(cluster, namespace, 'harbor', name)
  await credentialOf(cluster, namespace, 'too', other)
  await deploymentOf(cluster, namespace, 'harbor')
  const [before, otherBefore] = await Promise.all(
    ['harbor', 'too'].map((each) => secretIn(cluster, namespace, each)),
  )

  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  await searchField(window).fill(namespace)
  await expect(rowOf(window, other)).toBeVisible()
  const dialog = await openRotate(window, namespace, name)
  const ranker = dialog.getByRole('checkbox', { name: /^ranker, Deployment/ })
  await expect(ranker).toBeChecked()
  await expect(dialog.getByRole('checkbox', { name: /^too, / })).toBeChecked()
  await expectNoFault(window)
  await window.keyboard.press('Tab')
  await expect(dialog.getByRole('textbox', { name: 'Password' })).toBeFocused()
  await window.keyboard.type(fresh)
  await expect(dialog.getByRole('region', { name: 'As kubectl' })).toContainText('rollout restart')
  expect(await window.evaluate(() => document.documentElement.outerHTML)).not.toContain(fresh)
  // Input survives closing the dialog.
  await window.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await window.getByRole('button', { name: 'Rotate…' }).press('Enter')
  await expect(dialog.getByText('Continued from')).toBeVisible()
  await expect(dialog.getByRole('textbox', { name: 'Password' })).toHaveValue(fresh)
  await expect(ranker).toBeChecked()
  await expectNoFault(window)
  await dialog.getByRole('button', { name: 'Check' }).press('Enter')
  await expect(dialog.getByText('Dry run passed for 2')).toBeVisible()
  expect((await secretIn(cluster, namespace, 'harbor')).data).toEqual(before?.data)
  const rotate = dialog.getByRole('button', { name: 'Rotate 2, restart 1' })
  await expect(rotate).toBeEnabled()
  await rotate.press('Enter')
  await expect(dialog.getByText('2 of 2 rotated')).toBeVisible()
  await expect(dialog.getByRole('region', { name: 'Restarts' })).toContainText('of 1 ready')
  await expectNoFault(window)
  await dialog.getByRole('button', { name: 'Close', exact: true }).press('Enter')
  await expect(dialog).toHaveCount(0)

  for (const [secret, was] of [
    ['harbor', before],
    ['too', otherBefore],
  ] as const) {
    const after = await secretIn(cluster, namespace, secret)
    const { 'credenza.app/rotated-at': at = '', ...annotations } = after.metadata.annotations
    expect(Date.parse(at)).not.toBeNaN()
    // The expiry belonged to the old value.
    const { 'credenza.app/expires-at': _, ...others } = was?.metadata.annotations ?? {}
    expect(annotations).toEqual(others)
    expect(after.metadata.labels).toEqual(was?.metadata.labels)
    expect(textOf(after.data['Password'])).toBe(fresh)
    expect({ ...after.data, Password: '' }).toEqual({ ...was?.data, Password: '' })
  }
  const template = [
    'get',
    'deployment',
    'ranker',
    '-n',
    namespace,
    '-o',
    'jsonpath={.spec.template.metadata.annotations}',
  ]
  expect(await cluster.kubectl(template)).toContain('kubectl.kubernetes.io/restartedAt')
  const page = await window.evaluate(() => document.documentElement.outerHTML)
  expect(page).not.toContain(fresh)
})

test('what someone else changed in the meantime is shown, and not overwritten until the user says so', async ({
  open,
  cluster,
}) => {
  const namespace = await cluster.namespace('contested')
  await cluster.kubectl(['label', 'namespace', namespace, `runai/queue=${namespace}`])
  const name = `Contested of ${namespace}`
  await credentialOf(cluster, namespace, 'harbor', name)
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const dialog = await openRotate(window, namespace, name)
  await expect(dialog.getByText('Nothing uses it.')).toBeVisible()
  // Only once it is known what else has the value and uses it.
  const rotate = dialog.getByRole('button', { name: 'Rotate', exact: true })
  await expect(rotate).toBeEnabled()
  await rotate.press('Enter')
  await expect(dialog.getByRole('textbox', { name: 'Username' })).toBeFocused()
  await dialog.getByRole('textbox', { name: 'Password' }).fill(fresh)
  const theirs = JSON.stringify({ stringData: { Password: 'FAKE-theirs', third: 'FAKE' } })
  await cluster.kubectl(['patch', 'secret', 'harbor', '-n', namespace, '--type', 'merge', '-p', theirs])
  await rotate.press('Enter')
  await expect(dialog.getByText('0 of 1 rotated, 1 failed')).toBeVisible()
  expect(textOf((await secretIn(cluster, namespace, 'harbor')).data['Password'])).toBe('FAKE-theirs')
  await dialog.getByRole('button', { name: 'Show current version' }).press('Enter')
  await expect(dialog.getByRole('table')).toContainText('third (4 B)')
  await expectNoFault(window)
  await dialog.getByRole('button', { name: 'Rotate this version' }).press('Enter')
  await expect(dialog.getByText('1 of 1 rotated')).toBeVisible()
  const { data } = await secretIn(cluster, namespace, 'harbor')
  expect([textOf(data['Password']), textOf(data['third'])]).toEqual([fresh, 'FAKE'])
  await dialog.getByRole('button', { name: 'Close', exact: true }).press('Enter')
})
