import { generateKeyPairSync } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import { expect, rowOf, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import { ownProject } from './own-project.ts'
import { create, openWizard, secretIn, wizardOf } from './wizard-steps.ts'

const textOf = (base64: string | undefined): string => Buffer.from(base64 ?? '', 'base64').toString()
const pressIn =
  (window: Page) =>
  async (...keys: string[]): Promise<void> => {
    for (const key of keys) await window.keyboard.press(key)
  }

/** From the menu to the credential name, by keyboard only: the type is this many entries down. */
async function begin(window: Page, down: number, project: string, name: string): Promise<void> {
  const press = pressIn(window)
  await press('n')
  await expect(window.getByRole('menuitem', { name: /^Docker registry/ })).toBeFocused()
  await press(...Array.from({ length: down }, () => 'ArrowDown'), 'Enter')
  const wizard = wizardOf(window)
  const search = wizard.getByRole('combobox', { name: 'Find a scope' })
  await search.focus()
  await search.fill(project)
  await expect(wizard.getByRole('treeitem', { name: project })).toBeVisible()
  await press('Enter')
  await expect(wizard.getByRole('treeitem', { selected: true })).toContainText(project)
  await tabTo(window, wizard.getByRole('textbox', { name: 'Credential name' }))
  await window.keyboard.type(name)
}

/** Presses Tab until something has the focus. What is in between depends on the cluster's answers so far. */
async function tabTo(window: Page, wanted: Locator): Promise<void> {
  const isThere = () => wanted.evaluate((element) => element === document.activeElement)
  for (let stops = 0; stops < 12 && !(await isThere()); stops += 1) await window.keyboard.press('Tab')
  await expect(wanted).toBeFocused()
}

/** The page contains no trace of a value: no text, attribute or field. */
async function expectGone(window: Page, value: string): Promise<void> {
  const held = await window.evaluate(() => [
    document.documentElement.outerHTML,
    ...[...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value),
  ])
  expect(held.join('\n')).not.toContain(value)
}

test('keys and values are entered by keyboard alone, typed, in several lines and as a .env file', async ({
  open,
  cluster,
}) => {
  const project = ownProject('generic-typed')
  const namespace = await cluster.namespace('generic', { 'runai/queue': project })
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const press = pressIn(window)
  const wizard = wizardOf(window)
  await begin(window, 1, project, 'Typed keys')

  await tabTo(window, wizard.getByRole('radio', { name: 'New secret' }))
  await tabTo(window, wizard.getByRole('radio', { name: 'Keys and values' }))
  await press('Tab')
  await expect(wizard.getByRole('textbox', { name: 'Key 1', exact: true })).toBeFocused()
  await window.keyboard.type('HF_TOKEN')
  await press('Tab')
  await window.keyboard.type('FAKE-first')
  await press('Enter')
  await window.keyboard.type('second line')
  const page = await window.evaluate(() => document.documentElement.outerHTML)
  expect(page).not.toContain('FAKE-first')
  await press('Tab')
  await expect(wizard.getByRole('button', { name: 'Show the value of HF_TOKEN' })).toBeFocused()
  await press('Tab')
  await expect(wizard.getByRole('button', { name: 'Remove HF_TOKEN' })).toBeFocused()
  await press('Tab', 'Enter')
  await expect(wizard.getByRole('textbox', { name: 'Key 2', exact: true })).toBeFocused()
  await window.keyboard.type('HF_TOKEN')
  await expect(wizard.getByText('Another row has this key.')).toHaveCount(2)
  await press('Tab', 'Tab', 'Tab')
  await expect(wizard.getByRole('button', { name: 'Remove HF_TOKEN' }).last()).toBeFocused()
  await press('Enter')
  await expect(wizard.getByRole('textbox', { name: 'Key 1', exact: true })).toBeFocused()
  await expect(wizard.getByText('Another row has this key.')).toHaveCount(0)

  await wizard.getByRole('button', { name: 'Paste .env' }).focus()
  await press('Enter')
  await expect(wizard.getByRole('textbox', { name: 'Lines of a .env file' })).toBeFocused()
  await window.keyboard.insertText(
    '\uFEFF# of the team\nexport A="x # y"\nnonsense\nB=FAKE-third\nB=FAKE-last',
  )
  await expect(wizard.getByText('Line 3: not KEY=value, left out.')).toBeVisible()
  await expect(wizard.getByText(/^Line 4: its key is repeated/)).toBeVisible()
  await expectNoFault(window)
  await press('Tab')
  await expect(wizard.getByRole('button', { name: 'Add 2 keys' })).toBeFocused()
  await press('Enter')
  await expect(wizard.getByRole('textbox', { name: 'Key 3', exact: true })).toBeFocused()
  await expectNoFault(window)

  await wizard.getByRole('button', { name: 'Create credential' }).focus()
  await press('Enter')
  await expect(wizard).toHaveCount(0)
  await expect(rowOf(window, 'Typed keys', project)).toContainText('Generic secret')
  const made = await secretIn(cluster, namespace, 'genericsecret-typed-keys')
  const data = Object.fromEntries(Object.entries(made.data).map(([key, value]) => [key, textOf(value)]))
  expect(data).toEqual({ HF_TOKEN: 'FAKE-first\nsecond line', A: 'x # y', B: 'FAKE-last' })
  expect(made.metadata.annotations['credenza.app/format']).toBe('keys')
  for (const value of ['FAKE-first', 'FAKE-third', 'FAKE-last']) await expectGone(window, value)
})

/** An ed25519 public key in OpenSSH's format. `x` is its point in base64url. */
function sshPublicKey(x: string): string {
  const type = 'ssh-ed25519'
  const parts = [Buffer.from(type), Buffer.from(x, 'base64url')].flatMap((part) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(part.length)
    return [length, part]
  })
  return `${type} ${Buffer.concat(parts).toString('base64')} anna@halden.io`
}

test('an SSH key and an NGC API key are made by keyboard alone', async ({ open, cluster }) => {
  const project = ownProject('keyed-typed')
  const namespace = await cluster.namespace('keyed', { 'runai/queue': project })
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const press = pressIn(window)
  const wizard = wizardOf(window)

  await begin(window, 1, project, 'Typed SSH')
  await tabTo(window, wizard.getByRole('radio', { name: 'Keys and values' }))
  await press('ArrowRight', 'ArrowRight', 'ArrowRight')
  await expect(wizard.getByRole('radio', { name: 'SSH key' })).toBeChecked()
  await press('Tab')
  const key = wizard.getByRole('textbox', { name: 'SSH key' })
  await expect(key).toBeFocused()
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  await window.keyboard.insertText(sshPublicKey(publicKey.export({ format: 'jwk' }).x ?? ''))
  await expect(wizard.getByText('This is a public key.')).toBeVisible()
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trimEnd()
  await press('ControlOrMeta+a')
  await window.keyboard.insertText(pem)
  await expect(wizard.getByText('The missing line break at the end is added')).toBeVisible()
  await expectNoFault(window)
  await wizard.getByRole('button', { name: 'Create credential' }).focus()
  await press('Enter')
  await expect(wizard).toHaveCount(0)
  const ssh = await secretIn(cluster, namespace, 'genericsecret-typed-ssh')
  expect(Object.keys(ssh.data)).toEqual(['ssh'])
  expect(textOf(ssh.data['ssh'])).toBe(`${pem}\n`)
  await expectGone(window, pem.split('\n')[1] ?? '')

  await begin(window, 2, project, 'Typed NGC')
  await expect(wizard.getByRole('radio', { name: 'Existing secret' })).toHaveCount(0)
  await tabTo(window, wizard.getByRole('textbox', { name: 'NGC API key' }))
  await window.keyboard.type('nvapi secret')
  await press('Tab')
  await expect(wizard.getByText('only letters from a to z')).toBeVisible()
  await wizard.getByRole('textbox', { name: 'NGC API key' }).fill('FAKE-nvapi_1.x')
  await expectNoFault(window)
  await wizard.getByRole('button', { name: 'Create credential' }).focus()
  await press('Enter')
  await expect(wizard).toHaveCount(0)
  const ngc = await secretIn(cluster, namespace, 'genericsecret-ngcgs-typed-ngc')
  expect(textOf(ngc.data['NGC_API_KEY'])).toBe('FAKE-nvapi_1.x')
  await expectGone(window, 'FAKE-nvapi_1.x')
})

test('what was entered for one format is there again after another one, and after the wizard was left', async ({
  open,
  cluster,
}) => {
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const wizard = await openWizard(window, 'generic')
  await wizard.getByRole('textbox', { name: 'Key 1', exact: true }).fill('A')
  await wizard.getByRole('textbox', { name: 'Value of A' }).fill('FAKE-kept')
  await wizard.getByText('Username and password', { exact: true }).click()
  await wizard.getByRole('textbox', { name: 'Username' }).fill('robot')
  await wizard.getByText('Existing secret', { exact: true }).click()
  await wizard.getByText('New secret', { exact: true }).click()
  await expect(wizard.getByRole('textbox', { name: 'Username' })).toHaveValue('robot')
  await window.keyboard.press('Escape')
  await expect(wizard).toHaveCount(0)
  await expectGone(window, 'FAKE-kept')

  await openWizard(window, 'generic')
  await expect(wizard.getByText('Continued from')).toBeVisible()
  await expect(wizard.getByRole('radio', { name: 'Username and password' })).toBeChecked()
  await wizard.getByText('Keys and values', { exact: true }).click()
  await expect(wizard.getByRole('textbox', { name: 'Value of A' })).toHaveValue('FAKE-kept')
  await wizard.getByRole('button', { name: 'Discard' }).click()
  await expect(wizard.getByRole('textbox', { name: 'Key 1', exact: true })).toHaveValue('')
})

test('a known registry fills in what is always so, and leaves what was typed', async ({ open, cluster }) => {
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const wizard = await openWizard(window, 'docker-registry')
  const [username, url] = ['Username', 'Registry URL'].map((name) => wizard.getByRole('textbox', { name }))
  const choose = async (name: RegExp) => {
    await wizard.getByRole('button', { name: 'Known registries' }).click()
    await window.getByRole('menuitem', { name }).click()
  }
  await choose(/^NVIDIA NGC/)
  await expect(url!).toHaveValue('nvcr.io')
  await expect(username!).toHaveValue('$oauthtoken')
  await expectNoFault(window)
  await choose(/^Amazon ECR/)
  await expect(url!).toHaveValue('nvcr.io')
  await expect(username!).toHaveValue('$oauthtoken')

  await url!.fill('123456789012.dkr.ecr.eu-central-1.amazonaws.com')
  await expect(wizard.getByText('It expires after 12 hours')).toBeVisible()
  await wizard.getByRole('button', { name: 'Use the username AWS' }).click()
  await expect(username!).toHaveValue('AWS')
  await wizard
    .getByRole('button', { name: 'Discard' })
    .or(wizard.getByRole('button', { name: 'Cancel' }))
    .last()
    .click()
})

test('two hundred keys are pasted, typed into and created', async ({ open, cluster }) => {
  const project = ownProject('many-keys')
  const namespace = await cluster.namespace('many', { 'runai/queue': project })
  const { window } = await open({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  await begin(window, 1, project, 'Many keys')
  const wizard = wizardOf(window)
  await wizard.getByRole('textbox', { name: 'Key 1', exact: true }).fill('FIRST')
  await wizard.getByRole('textbox', { name: 'Value of FIRST' }).fill('one\ntwo\nthree\nfour')
  // Lines collapse on blur: the button must not move away while it is pressed.
  await wizard.getByRole('button', { name: 'Paste .env' }).click()
  await expect(wizard.getByRole('textbox', { name: 'Lines of a .env file' })).toBeFocused()
  await window.keyboard.insertText(Array.from({ length: 200 }, (_, at) => `KEY_${at}=value-${at}`).join('\n'))
  await wizard.getByRole('button', { name: 'Add 200 keys' }).click()
  const last = wizard.getByRole('textbox', { name: 'Key 201', exact: true })
  await expect(last).toBeFocused()
  await window.keyboard.type('X')
  await expect(last).toHaveValue('KEY_199X')
  await create(wizard)
  await expect(wizard).toHaveCount(0)
  expect(Object.keys((await secretIn(cluster, namespace, 'genericsecret-many-keys')).data)).toHaveLength(201)
})
