import type { Locator, Page } from '@playwright/test'
import { typeDescriptions } from '../../shared/credential-types/credential-types.ts'
import type { CredentialType } from '../../shared/credential-types/credential-types.ts'
import type { Cluster } from '../cluster/cluster.ts'

/** The open wizard. */
export const wizardOf = (window: Page): Locator => window.getByRole('dialog', { name: /^New / })

/** Opens the wizard of a type from the page's button. */
export async function openWizard(window: Page, type: CredentialType): Promise<Locator> {
  await window.getByRole('button', { name: 'New credential' }).first().click()
  await window.getByRole('menuitem', { name: new RegExp(`^${typeDescriptions[type].word}`) }).click()
  const wizard = wizardOf(window)
  await wizard.waitFor()
  return wizard
}

/** Chooses the cluster (`Cluster`), or a project by searching for it. */
export async function chooseScope(wizard: Locator, scope: string): Promise<void> {
  const search = wizard.getByRole('combobox', { name: 'Find a scope' })
  if (scope === 'Cluster') {
    await search.fill('')
    await wizard.getByRole('treeitem').first().click()
    return
  }
  await search.fill(scope)
  // Other tests may have projects whose names contain it.
  await wizard.getByRole('treeitem', { name: new RegExp(`^${scope} `) }).click()
}

/** Presses the main button. */
export const create = (wizard: Locator): Promise<void> =>
  wizard.getByRole('button', { name: 'Create credential' }).click()

/** One Secret in the cluster. */
export interface KubeSecret {
  metadata: {
    name: string
    uid: string
    labels: Record<string, string>
    annotations: Record<string, string>
  }
  type: string
  data: Record<string, string>
}

export const secretIn = (cluster: Cluster, namespace: string, name: string): Promise<KubeSecret> =>
  cluster.ask(`/api/v1/namespaces/${namespace}/secrets/${name}`)

export async function secretNames(cluster: Cluster, namespace: string): Promise<string[]> {
  const { items } = await cluster.ask<{ items: KubeSecret[] }>(`/api/v1/namespaces/${namespace}/secrets`)
  return items.map(({ metadata }) => metadata.name)
}
