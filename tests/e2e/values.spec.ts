import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { Cluster } from '../cluster/cluster.ts'
import { expect, rowOf, searchField, test } from './application.ts'
import { expectNoFault } from './axe.ts'
import { plantedValue } from './planted-values.ts'

/** A credential with a two-line text, a value that isn't text, and an empty one. */
async function credentialWith(cluster: Cluster, project: string, text: string): Promise<string> {
  const namespace = await cluster.namespace(`runai-${project}`, { 'runai/queue': project })
  const name = `shown-${namespace}`
  const secret = {
    ...{ apiVersion: 'v1', kind: 'Secret', type: 'Opaque' },
    metadata: {
      ...{ name, namespace, labels: { 'run.ai/resource': 'generic' } },
      annotations: {
        'credenza.app/credential': name,
        'credenza.app/format': 'keys',
        'credenza.app/origin': 'new',
      },
    },
    data: {
      empty: '',
      keystore: Buffer.from([0xfe, 0xed, 0xfe, 0xed]).toString('base64'),
      token: Buffer.from(text).toString('base64'),
    },
  }
  await cluster.kubectl(['create', '-f', '-'], { input: JSON.stringify(secret) })
  return name
}

async function keysOf(window: Page, name: string): Promise<Locator> {
  await searchField(window).fill(name)
  await expect(rowOf(window, name)).toHaveCount(1)
  await rowOf(window, name).click()
  const panel = window.getByRole('region', { name, exact: true })
  const keys = panel.getByRole('region', { name: 'Keys' })
  await expect(keys.getByText('keystore', { exact: true })).toBeVisible()
  return keys
}

/** The page's whole content, including fields. */
const pageOf = (window: Page): Promise<string> =>
  window.evaluate(() =>
    [
      document.documentElement.outerHTML,
      ...[...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value),
    ].join('\n'),
  )

test('one value at a time is shown by keyboard, hidden on leaving, copied as a secret, and stays nowhere', async ({
  start,
  cluster,
}) => {
  const secret = plantedValue()
  const name = await credentialWith(cluster, 'shown-values', `${secret}\nsecond line`)
  const { electron, window } = await start({ kubeconfig: cluster.adminKubeconfig })
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  const keys = await keysOf(window, name)
  expect(await pageOf(window)).not.toContain(secret)
  await expectNoFault(window)

  const value = keys.getByLabel('Value of token', { exact: true })
  const hide = keys.getByRole('button', { name: 'Hide the value of token' })
  await keys.getByRole('button', { name: 'Show the value of token' }).focus()
  await window.keyboard.press('Enter')
  await expect(value).toHaveText(`${secret}\nsecond line`)
  await expect(hide).toBeFocused()
  await window.keyboard.press('Enter')
  await expect(value).toHaveCount(0)
  expect(await pageOf(window)).not.toContain(secret)

  // Revealing another key hides it, and one that isn't text is shown as such.
  await window.keyboard.press('Enter')
  await expect(value).toBeVisible()
  await keys.getByRole('button', { name: 'Show the value of keystore' }).press('Enter')
  await expect(keys.getByText('Not text, 4 bytes.')).toBeVisible()
  await expect(value).toHaveCount(0)
  await keys.getByRole('button', { name: 'Show the value of empty' }).press('Enter')
  await expect(keys.getByText('It’s empty.')).toBeVisible()

  // Switching to another window hides the value.
  await keys.getByRole('button', { name: 'Show the value of token' }).press('Enter')
  await expect(value).toBeVisible()
  await window.evaluate(() => globalThis.dispatchEvent(new Event('blur')))
  await expect(value).toHaveCount(0)

  await electron.evaluate(({ clipboard }) => {
    const seen = globalThis as { copied?: string[]; text?: string }
    clipboard.write = async (items) => {
      const [item] = items
      if (item === undefined) return
      seen.copied = [...item.types]
      seen.text = await (await item.getType('text/plain')).text()
    }
    clipboard.readText = () => Promise.resolve(seen.text ?? '')
    clipboard.clear = () => void (seen.text = '')
  })
  await keys.getByRole('button', { name: 'Copy the value of token' }).press('Enter')
  await expect(keys.getByText('Copied. Cleared from the clipboard after 30 seconds.')).toBeVisible()
  const copied = await electron.evaluate(() => {
    const { copied: forms, text } = globalThis as { copied?: string[]; text?: string }
    return { forms, text }
  })
  expect(copied.text).toBe(`${secret}\nsecond line`)
  expect(copied.forms?.length).toBeGreaterThan(1)
  expect(await pageOf(window)).not.toContain(secret)
  await keys.getByRole('button', { name: 'Copy the value of keystore' }).press('Enter')
  await expect(keys.getByText('Can’t copy keystore.')).toBeVisible()
  await expectNoFault(window)

  // Closing the panel hides everything.
  await keys.getByRole('button', { name: 'Show the value of token' }).press('Enter')
  await expect(value).toBeVisible()
  await expectNoFault(window)
  await window.keyboard.press('Escape')
  await expect(keys).toHaveCount(0)
  expect(await pageOf(window)).not.toContain(secret)
})

test('a site can forbid it: nothing offers it, and the settings show it as locked', async ({
  start,
  cluster,
}) => {
  const name = await credentialWith(cluster, 'hidden-values', plantedValue())
  const policy = join(await mkdtemp(join(tmpdir(), 'credenza-policy-')), 'policy.json')
  await writeFile(policy, '{"canRevealValues":false}')
  const { window } = await start({
    kubeconfig: cluster.adminKubeconfig,
    environment: { CREDENZA_POLICY: policy },
  })
  const keys = await keysOf(window, name)
  await expect(keys.getByRole('button')).toHaveCount(0)
  await window.keyboard.press('Control+,')
  const toggle = window.getByRole('switch', { name: 'Show and copy values' })
  await expect(toggle).toHaveAttribute('aria-checked', 'false')
  await expect(toggle).toHaveAttribute('aria-disabled', 'true')
  await expectNoFault(window)
})
