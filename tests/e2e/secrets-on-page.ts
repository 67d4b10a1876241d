import type { Locator, Page } from '@playwright/test'
import type { Cluster } from '../cluster/cluster.ts'
import { expect, rows } from './application.ts'

/** A secret in the cluster. */
interface Secret {
  metadata: { labels?: Record<string, string>; annotations?: Record<string, string> }
  type: string
  data: Record<string, string>
}

/** What another tool wrote on each of them. */
export const foreign = { labels: { team: 'imaging' }, annotations: { 'example.com/owner': 'h.yamada' } }

/** Creates unregistered secrets with a label and an annotation by another tool. */
export async function unregisteredSecrets(
  cluster: Cluster,
  namespace: string,
  names: readonly string[],
  type = 'Opaque',
): Promise<void> {
  const keys = type === 'kubernetes.io/tls' ? ['tls.crt', 'tls.key'] : ['User', 'Password']
  const stringData = Object.fromEntries(keys.map((key) => [key, 'FAKE-value']))
  for (const name of names)
    await cluster.ask(`/api/v1/namespaces/${namespace}/secrets`, {
      body: { apiVersion: 'v1', kind: 'Secret', type, stringData, metadata: { name, ...foreign } },
    })
}

/** The current state of a secret in the cluster. */
export const secretOf = (cluster: Cluster, namespace: string, name: string): Promise<Secret> =>
  cluster.ask(`/api/v1/namespaces/${namespace}/secrets/${name}`)

/** The names of a namespace's secrets with the label that registers them for their project. */
export async function registeredIn(cluster: Cluster, namespace: string): Promise<string[]> {
  const answer = await cluster.kubectl([
    ...['get', 'secrets', '-n', namespace, '-l', 'run.ai/credentials=true'],
    ...['-o', 'jsonpath={.items[*].metadata.name}'],
  ])
  return answer.split(' ').filter(Boolean)
}

/** Opens the Secrets page. */
export async function openSecrets(window: Page): Promise<void> {
  await expect(window.getByRole('contentinfo')).toContainText('Live')
  await window.getByRole('link', { name: /^Secrets/ }).click()
}

/** One of the page's two parts, to click. */
export const part = (window: Page, name: 'Unused' | 'Unregistered'): Locator =>
  window.getByRole('radiogroup', { name: 'Show secrets' }).locator('label', { hasText: name })

/** Shows the unregistered secrets of a namespace. */
export async function showUnregistered(window: Page, namespace: string): Promise<void> {
  await openSecrets(window)
  await part(window, 'Unregistered').click()
  await window.getByRole('button', { name: 'Choose a namespace', exact: true }).click()
  await window.getByRole('textbox', { name: 'Find a project or a namespace' }).fill(namespace)
  await window.keyboard.press('Enter')
  await expect(rows(window).first()).toBeVisible()
}

/** The checkbox of a row. */
export const box = (row: Locator): Locator => row.getByRole('checkbox')
/** The open dialog. */
export const dialog = (window: Page): Locator =>
  window.getByRole('dialog').or(window.getByRole('alertdialog'))
/** The line with a secret's outcome. */
export const resultOf = (window: Page, name: string): Locator =>
  window.getByRole('list', { name: 'Results' }).getByRole('listitem').filter({ hasText: name })

/** Registers the selected rows by the dialog. */
export async function registerSelected(window: Page, type: string): Promise<void> {
  await window.getByRole('button', { name: 'Register…' }).click()
  await dialog(window).getByText(type, { exact: true }).click()
  await dialog(window)
    .getByRole('button', { name: /^Register/ })
    .click()
}

/** A number of secret names in order. */
export const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `s${String(at).padStart(2, '0')}`)
