import type { Locator } from '@playwright/test'
import { typeDescriptions, type CredentialType } from '../../shared/credential-types/credential-types.ts'
import { labelsToWrite } from '../../shared/registration.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { cell, expect, rowOf, test } from './application.ts'
import { ownProject } from './own-project.ts'
import {
  chooseScope,
  create,
  openWizard,
  secretIn,
  secretNames,
  wizardOf,
  type KubeSecret,
} from './wizard-steps.ts'

const types: readonly CredentialType[] = ['docker-registry', 'access-key', 'password']
const scopes = ['cluster', 'project'] as const

const values = { first: 'robot$halden', second: 'FAKE-pä"ss <&> \\ 🚀' }
const url = 'harbor.int.halden.io'

/** Enters the values of a new secret. */
async function enterValues(wizard: Locator, type: CredentialType): Promise<void> {
  const [first, second] = type === 'access-key' ? ['Access key', 'Access secret'] : ['Username', 'Password']
  await wizard.getByRole('textbox', { name: first, exact: true }).fill(values.first)
  await wizard.getByRole('textbox', { name: second, exact: true }).fill(values.second)
}

/** A secret that kubectl creates with the same input. */
async function madeByKubectl(
  cluster: Cluster,
  namespace: string,
  name: string,
  type: CredentialType,
): Promise<void> {
  const literals =
    type === 'docker-registry'
      ? [`--docker-server=${url}`, `--docker-username=${values.first}`, `--docker-password=${values.second}`]
      : type === 'access-key'
        ? [`--from-literal=AccessKeyId=${values.first}`, `--from-literal=SecretKey=${values.second}`]
        : [`--from-literal=User=${values.first}`, `--from-literal=Password=${values.second}`]
  const kind = type === 'docker-registry' ? 'docker-registry' : 'generic'
  await cluster.kubectl(['create', 'secret', kind, name, '-n', namespace, ...literals])
}

/** The annotations, except for the time, which is checked separately. */
function expectAnnotations(secret: KubeSecret, expected: Record<string, string>): void {
  const { 'credenza.app/created-at': at = '', ...rest } = secret.metadata.annotations
  expect(rest).toEqual(expected)
  expect(Math.abs(Date.now() - Date.parse(at))).toBeLessThan(10 * 60_000)
}

for (const type of types) {
  for (const scope of scopes) {
    test(`makes a credential of a new secret: ${type}, ${scope}`, async ({ open, cluster }) => {
      const project = await cluster.namespace('made')
      await cluster.kubectl(['label', 'namespace', project, `runai/queue=${project}`])
      const namespace = scope === 'cluster' ? await runaiNamespace(cluster) : project
      const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
      await expect(window.getByRole('contentinfo')).toContainText('Live')

      const name = `New ${type} of ${project}`
      const wizard = await openWizard(window, type)
      await chooseScope(wizard, scope === 'cluster' ? 'Cluster' : project)
      await wizard.getByRole('textbox', { name: 'Credential name' }).fill(name)
      await wizard.getByRole('textbox', { name: /^Description/ }).fill('First line\nsecond "line"')
      await enterValues(wizard, type)
      if (type === 'docker-registry') await wizard.getByRole('textbox', { name: 'Registry URL' }).fill(url)
      const kubernetesName = `${typeDescriptions[type].namePrefix}new-${type}-of-${project}`
      await expect(wizard).toContainText(kubernetesName)

      await wizard.getByRole('button', { name: 'Check' }).click()
      await expect(wizard).toContainText('Dry run passed')
      expect(await secretNames(cluster, namespace)).not.toContain(kubernetesName)

      await create(wizard)
      await expect(wizardOf(window)).toHaveCount(0)
      const row = rowOf(window, name)
      await expect(row).toBeVisible()
      await expect(cell(row, 'status')).toHaveText('No issues')

      const secret = await secretIn(cluster, namespace, kubernetesName)
      expect(secret.metadata.labels).toEqual(labelsToWrite(scope, type))
      expectAnnotations(secret, {
        'credenza.app/credential': name,
        'credenza.app/description': 'First line\nsecond "line"',
        ...(type === 'docker-registry' ? { 'credenza.app/registry-url': url } : {}),
        'credenza.app/origin': 'new',
        'credenza.app/created-by': 'admin',
      })
      await madeByKubectl(cluster, namespace, `${kubernetesName}-by-kubectl`, type)
      const same = await secretIn(cluster, namespace, `${kubernetesName}-by-kubectl`)
      expect(secret.type).toBe(same.type)
      expect(secret.data).toEqual(same.data)
    })

    test(`makes a credential of an existing secret: ${type}, ${scope}`, async ({ open, cluster }) => {
      const project = await cluster.namespace('taken')
      await cluster.kubectl(['label', 'namespace', project, `runai/queue=${project}`])
      const namespace = scope === 'cluster' ? await runaiNamespace(cluster) : project
      const kubernetesName = `existing-${type}-${project}`
      await madeByKubectl(cluster, namespace, kubernetesName, type)
      const labels = Object.entries(labelsToWrite(scope, type)).map(([key, value]) => `${key}=${value}`)
      const secretArguments = ['secret', kubernetesName, '-n', namespace]
      await cluster.kubectl(['label', ...secretArguments, ...labels, 'team=vision'])
      await cluster.kubectl(['annotate', ...secretArguments, 'example.com/note=keep me'])
      const before = await secretIn(cluster, namespace, kubernetesName)

      const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
      await expect(window.getByRole('contentinfo')).toContainText('Live')
      const name = `Existing ${type} of ${project}`
      const wizard = await openWizard(window, type)
      await chooseScope(wizard, scope === 'cluster' ? 'Cluster' : project)
      await wizard.getByRole('textbox', { name: 'Credential name' }).fill(name)
      await wizard.getByText('Existing secret', { exact: true }).click()
      await wizard.getByRole('option', { name: kubernetesName }).click()
      if (type === 'docker-registry') {
        await wizard.getByRole('textbox', { name: 'Registry URL' }).fill(`https://${url}/`)
        await expect(wizard).toContainText('has an entry for it')
      }
      await create(wizard)
      await expect(wizardOf(window)).toHaveCount(0)
      await expect(cell(rowOf(window, name), 'status')).toHaveText('No issues')

      const after = await secretIn(cluster, namespace, kubernetesName)
      expect(after.metadata.uid).toBe(before.metadata.uid)
      expect(after.data).toEqual(before.data)
      expect(after.type).toBe(before.type)
      expect(after.metadata.labels).toEqual({ ...labelsToWrite(scope, type), team: 'vision' })
      expectAnnotations(after, {
        'example.com/note': 'keep me',
        'credenza.app/credential': name,
        ...(type === 'docker-registry' ? { 'credenza.app/registry-url': `https://${url}/` } : {}),
        'credenza.app/origin': 'existing',
        'credenza.app/created-by': 'admin',
      })
    })
  }
}

// Outer spaces in a password weren't reported.
test('a password copied with more than was meant is remarked, and saved as it is', async ({
  open,
  cluster,
}) => {
  const project = await cluster.namespace('copied')
  await cluster.kubectl(['label', 'namespace', project, `runai/queue=${project}`])
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  const wizard = await openWizard(window, 'password')
  await chooseScope(wizard, project)
  await wizard.getByRole('textbox', { name: 'Credential name' }).fill(`Copied of ${project}`)
  await wizard.getByRole('textbox', { name: 'Username', exact: true }).fill('robot\u200b')
  const password = wizard.getByRole('textbox', { name: 'Password', exact: true })
  await password.fill('FAKE-hunter2 ')
  // A space between two words is temporarily at the end.
  await expect(wizard).not.toContainText('Ends with a space')
  await password.press('Tab')
  await expect(wizard).toContainText('Ends with a space.')
  await expect(wizard).toContainText('Contains an invisible character.')
  await create(wizard)
  await wizard.waitFor({ state: 'detached' })
  const { data } = await secretIn(cluster, project, `password-copied-of-${project}`)
  expect(data).toEqual({
    User: Buffer.from('robot\u200b').toString('base64'),
    Password: Buffer.from('FAKE-hunter2 ').toString('base64'),
  })
})

/** Shared by all tests of a run, since a cluster has only one such namespace. */
async function runaiNamespace(cluster: Cluster): Promise<string> {
  await cluster.kubectl(['create', 'namespace', 'runai']).catch(() => undefined)
  await cluster.kubectl(['get', 'namespace', 'runai'])
  return 'runai'
}

test('two running applications reach for the same secret: one wins, the other says so and keeps what was typed', async ({
  start,
  cluster,
}) => {
  const project = ownProject('both')
  const namespace = await cluster.namespace('both', { 'runai/queue': project })
  for (const name of ['wanted', 'other']) {
    await madeByKubectl(cluster, namespace, name, 'password')
    const labels = Object.entries(labelsToWrite('project', 'password')).map(
      ([key, value]) => `${key}=${value}`,
    )
    await cluster.kubectl(['label', 'secret', name, '-n', namespace, ...labels])
  }
  const applications = await Promise.all([1, 2].map(() => start({ kubeconfig: cluster.adminKubeconfig })))
  const wizards: Locator[] = []
  for (const [index, { window }] of applications.entries()) {
    await expect(window.getByRole('contentinfo')).toContainText('Live')
    const wizard = await openWizard(window, 'password')
    await chooseScope(wizard, project)
    await wizard.getByRole('textbox', { name: 'Credential name' }).fill(`Of ${index}`)
    await wizard.getByText('Existing secret', { exact: true }).click()
    await wizard.getByRole('option', { name: 'wanted' }).click()
    wizards.push(wizard)
  }
  await Promise.all(wizards.map(create))
  await expect
    .poll(async () => (await Promise.all(wizards.map((wizard) => wizard.count()))).reduce((a, b) => a + b))
    .toBe(1)
  const loser = (await wizards[0]?.count()) === 0 ? 1 : 0
  const winner = 1 - loser
  const wizard = wizards[loser] as Locator
  await expect(wizard.getByText('wanted is already in use')).toBeVisible()
  await expect(wizard).toContainText(`“Of ${winner}”`)
  await expect(wizard.getByRole('textbox', { name: 'Credential name' })).toHaveValue(`Of ${loser}`)
  const claimed = await secretIn(cluster, namespace, 'wanted')
  expect(claimed.metadata.annotations['credenza.app/credential']).toBe(`Of ${winner}`)

  await wizard.getByRole('option', { name: 'other' }).click()
  await create(wizard)
  await expect(wizard).toHaveCount(0)
  const second = await secretIn(cluster, namespace, 'other')
  expect(second.metadata.annotations['credenza.app/credential']).toBe(`Of ${loser}`)
})
