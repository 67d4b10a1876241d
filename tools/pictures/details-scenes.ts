import { small, type Scene, type Stage } from './stage.ts'

const sandbox = { kubeconfig: () => null }

async function openSandbox({ window }: Stage): Promise<void> {
  await window.getByRole('button', { name: /^Explore the sandbox/ }).click()
  await window.getByText('Artifactory pull').first().waitFor()
}

/** Opens the details of a sandbox credential, and waits for their requests. */
const openDetails =
  (name: string, section = '') =>
  async (stage: Stage) => {
    const { window } = stage
    await openSandbox(stage)
    await window.getByText(name, { exact: true }).first().click()
    const panel = window.getByRole('region', { name, exact: true })
    await panel.getByRole('region', { name: 'Keys', exact: true }).getByRole('listitem').first().waitFor()
    const anchors = panel.getByRole('navigation', { name: 'Sections' })
    if (section !== '') await anchors.getByRole('button', { name: new RegExp(`^${section}`) }).click()
    await window.waitForTimeout(1200)
  }

async function openScopes(stage: Stage): Promise<void> {
  const { window } = stage
  await openSandbox(stage)
  await window.getByRole('button', { name: 'More', exact: true }).click()
  await window.getByRole('menuitem', { name: /^Show scopes/ }).click()
  await window.getByRole('treeitem', { name: /^Research/ }).click()
  await window.waitForTimeout(800)
}

async function checkAll(stage: Stage): Promise<void> {
  const { window } = stage
  await openSandbox(stage)
  await window.getByRole('button', { name: 'More', exact: true }).click()
  await window.getByRole('menuitem', { name: /^Check/ }).click()
  await window
    .getByText(/credentials checked, problems in/)
    .first()
    .waitFor()
}

/** Everything about one credential, a check of all, and the tree of scopes. */
export const detailsScenes: Scene[] = [
  { name: 'details', ...sandbox, show: openDetails('Harbor base images') },
  { name: 'details-small', ...sandbox, size: small, show: openDetails('Harbor base images') },
  { name: 'details-keys', ...sandbox, show: openDetails('Harbor base images', 'Keys') },
  { name: 'details-metadata', ...sandbox, show: openDetails('Harbor base images', 'Metadata') },
  { name: 'details-issue', ...sandbox, show: openDetails('Checkpoints bucket') },
  { name: 'details-owner', ...sandbox, show: openDetails('graph-snapshots') },
  {
    name: 'details-kubectl',
    ...sandbox,
    show: async (stage) => {
      await openDetails('Checkpoints bucket')(stage)
      await stage.window.getByRole('button', { name: 'As kubectl' }).click()
      await stage.window.waitForTimeout(300)
    },
  },
  { name: 'checks', ...sandbox, show: checkAll },
  { name: 'checks-small', ...sandbox, size: small, show: checkAll },
  { name: 'scopes', ...sandbox, show: openScopes },
  { name: 'scopes-small', ...sandbox, size: small, show: openScopes },
]
