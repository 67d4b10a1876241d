import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import type { FormatId } from '../../shared/credential-types/credential-types.ts'
import { labelsToWrite } from '../../shared/registration.ts'
import { cell, expect, rowOf, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import { ownProject } from './own-project.ts'
import { chooseScope, create, openWizard, secretIn, wizardOf } from './wizard-steps.ts'

const fromFile = (wizard: Locator): Promise<void> =>
  wizard.getByRole('button', { name: 'From file…' }).click()

test('files become values byte for byte, and what can’t be one says why', async ({ open, cluster }) => {
  const project = ownProject('files-chosen')
  const namespace = await cluster.namespace('files', { 'runai/queue': project })
  const folder = await mkdtemp(join(tmpdir(), 'chosen-'))
  const path = (name: string) => join(folder, name)
  const binary = Buffer.concat([Buffer.from([0, 255, 10, 13]), randomBytes(2000)])
  await writeFile(path('keystore.jks'), binary)
  await writeFile(path('ca bundle.pem'), 'FAKE-bundle\r\n')
  await writeFile(path('empty.txt'), '')
  await writeFile(path('large.bin'), Buffer.alloc(1024 * 1024 + 1))
  await mkdir(path('folder'))
  execFileSync('mkfifo', [path('pipe')])

  const { window, choose, isAnswered } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const wizard = await openWizard(window, 'generic')
  await chooseScope(wizard, project)
  await wizard.getByRole('textbox', { name: 'Credential name' }).fill('From files')
  for (const [name, why] of [
    ['empty.txt', 'It’s empty'],
    ['large.bin', '1 MiB'],
    ['folder', 'folder'],
    ['pipe', 'regular file'],
    ['gone.txt', 'doesn’t exist'],
  ] as const) {
    await choose(path(name))
    await fromFile(wizard)
    await expect(
      wizard.getByText(new RegExp(`^Can’t use ${name.replace('.', '\\.')} as a value\\. .*${why}`)),
    ).toBeVisible()
  }
  await expectNoFault(window)
  await choose()
  await fromFile(wizard)
  await expect(wizard.getByText('Can’t use')).toHaveCount(0)
  await expect.poll(isAnswered).toBe(true)

  await choose(path('keystore.jks'))
  await fromFile(wizard)
  await expect(wizard.getByRole('textbox', { name: 'Key 1', exact: true })).toHaveValue('keystore.jks')
  // Its name isn't a valid key, so that one must be entered.
  await choose(path('ca bundle.pem'))
  await fromFile(wizard)
  const second = wizard.getByRole('textbox', { name: 'Key 2', exact: true })
  await expect(second).toBeFocused()
  await window.keyboard.type('ca')
  // It was read when it was chosen.
  await rm(folder, { recursive: true })
  await create(wizard)
  await expect(wizardOf(window)).toHaveCount(0)
  const { data } = await secretIn(cluster, namespace, 'genericsecret-from-files')
  expect(Object.keys(data).sort()).toEqual(['ca', 'keystore.jks'])
  expect(data['keystore.jks']).toBe(binary.toString('base64'))
  expect(data['ca']).toBe(Buffer.from('FAKE-bundle\r\n').toString('base64'))
})

test('a draft keeps the names of files, which are chosen again', async ({ open, cluster }) => {
  const folder = await mkdtemp(join(tmpdir(), 'drafted-'))
  await writeFile(join(folder, 'id_build'), 'FAKE-key\n')
  const { window, choose } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const wizard = await openWizard(window, 'generic')
  await choose(join(folder, 'id_build'))
  await fromFile(wizard)
  await expect(wizard.getByText('id_build')).toBeVisible()
  await wizard.getByText('SSH key', { exact: true }).click()
  await wizard.getByRole('button', { name: 'from a file…' }).click()
  await expect(wizard.getByText('This doesn’t look like a private key')).toBeVisible()
  await window.keyboard.press('Escape')
  await expect(wizard).toHaveCount(0)
  await openWizard(window, 'generic')
  await expect(wizard.getByText('id_build')).toBeVisible()
  await expect(wizard.getByText('Choose this file again.')).toBeVisible()
  await wizard.getByRole('button', { name: 'Replace the file of the SSH key' }).click()
  await expect(wizard.getByText('Choose this file again.')).toHaveCount(0)
  await wizard.getByText('Keys and values', { exact: true }).click()
  await expect(wizard.getByText('Choose this file again.')).toBeVisible()
  await wizard.getByRole('button', { name: 'Replace the file of id_build' }).click()
  await expect(wizard.getByText('Choose this file again.')).toHaveCount(0)
  await wizard.getByRole('button', { name: 'Discard' }).click()
  await window.keyboard.press('Escape')
  await rm(folder, { recursive: true })
})

const existing: readonly { format: FormatId; word: string; literals: string[]; type?: string }[] = [
  { format: 'keys', word: 'Keys and values', literals: ['HF_TOKEN=FAKE-token', 'other=x'] },
  { format: 'access-key', word: 'Access key', literals: ['accesskeyid=AKIA', 'SECRETKEY=FAKE-secret'] },
  { format: 'password', word: 'Username and password', literals: ['username=robot', 'password=FAKE-pass'] },
  { format: 'ssh', word: 'SSH key', literals: ['ssh=FAKE-key'] },
]
for (const { format, word, literals } of existing) {
  test(`an existing secret becomes a generic credential in the format ${word}`, async ({ open, cluster }) => {
    const namespace = await cluster.namespace('claimed')
    await cluster.kubectl(['label', 'namespace', namespace, `runai/queue=${namespace}`])
    const name = `existing-${format}`
    await cluster.kubectl([
      ...['create', 'secret', 'generic', name, '-n', namespace],
      ...literals.map((literal) => `--from-literal=${literal}`),
    ])
    await cluster.kubectl(['create', 'secret', 'generic', 'unfit', '-n', namespace, '--from-literal=zz=1'])
    const labels = Object.entries(labelsToWrite('project', 'generic')).map(
      ([key, value]) => `${key}=${value}`,
    )
    for (const each of [name, 'unfit'])
      await cluster.kubectl(['label', 'secret', each, '-n', namespace, ...labels])
    const before = await secretIn(cluster, namespace, name)

    const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
    await expect(window.getByRole('contentinfo')).toContainText('Live')
    const wizard = await openWizard(window, 'generic')
    await chooseScope(wizard, namespace)
    await wizard.getByRole('textbox', { name: 'Credential name' }).fill(`Claimed ${format} of ${namespace}`)
    await wizard.getByText('Existing secret', { exact: true }).click()
    await wizard.getByText(word, { exact: true }).click()
    await wizard.getByRole('option', { name: 'unfit' }).click()
    if (format !== 'keys') await expect(wizard.getByText('unfit isn’t suitable.')).toBeVisible()
    await expectNoFault(window)
    await wizard.getByRole('option', { name }).click()
    await create(wizard)
    await expect(wizardOf(window)).toHaveCount(0)
    await expect(cell(rowOf(window, `Claimed ${format} of ${namespace}`), 'status')).toHaveText('No issues')

    const after = await secretIn(cluster, namespace, name)
    expect(after.metadata.uid).toBe(before.metadata.uid)
    expect([after.data, after.type]).toEqual([before.data, before.type])
    expect(after.metadata.annotations['credenza.app/format']).toBe(format)
    expect(after.metadata.annotations['credenza.app/origin']).toBe('existing')
  })
}
