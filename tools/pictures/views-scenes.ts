import { searchField } from '../../tests/e2e/application.ts'
import type { UserRules } from '../../tests/cluster/users.ts'
import { live, small, type Scene, type Stage } from './stage.ts'

/** Filters by one choice of a field, like by mouse. */
async function filterBy({ window }: Stage, field: string, choice: RegExp, isNot = false): Promise<void> {
  await window.getByRole('button', { name: `Filter by ${field}`, exact: true }).click()
  await window.getByRole('checkbox', { name: choice }).press('Space')
  if (isNot) await window.getByRole('checkbox', { name: 'Not: show all others' }).press('Space')
  await window.keyboard.press('Escape')
}

async function saveView({ window }: Stage, name: string): Promise<void> {
  await window.keyboard.press('Control+Shift+S')
  const dialog = window.getByRole('dialog', { name: 'Save view' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('button', { name: 'Save view' }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Two views in the left menu, one of them open. */
async function views(stage: Stage): Promise<void> {
  await live(stage)
  const { window } = stage
  await filterBy(stage, 'Status', /^Issues/)
  await saveView(stage, 'To fix')
  await window.getByRole('link', { name: /^Credentials/ }).click()
  await window.getByRole('button', { name: 'Clear all' }).click()
  await filterBy(stage, 'Type', /^Docker registry/)
  await saveView(stage, 'Registries of projects')
  await window.mouse.move(20, 700)
  await window.waitForTimeout(300)
}

async function changedView(stage: Stage): Promise<void> {
  await views(stage)
  await searchField(stage.window).fill('halden')
  await stage.window.getByRole('button', { name: 'Update view' }).waitFor()
  await stage.window.waitForTimeout(300)
}

/** All kinds of chips: some choices, all others, days. */
async function chips(stage: Stage): Promise<void> {
  await live(stage)
  const { window } = stage
  await filterBy(stage, 'Type', /^Docker registry/, true)
  await window.getByRole('button', { name: 'Filter', exact: true }).click()
  await window.getByRole('menuitem', { name: 'Rotated', exact: true }).click()
  await window.getByRole('textbox', { name: 'Older than' }).fill('30')
  await window.keyboard.press('Escape')
  await window.mouse.move(20, 700)
  await window.waitForTimeout(300)
}

const reading: UserRules = {
  clusterRules: [{ resources: ['secrets', 'namespaces'], verbs: ['get', 'list', 'watch'] }],
}

/** Why nothing can be created with a read-only account. */
async function readOnlyAccount(stage: Stage): Promise<void> {
  await live(stage)
  const { window } = stage
  await window.getByText('Read-only account').waitFor()
  await window.getByRole('button', { name: 'New credential' }).hover()
  await window.mouse.move(1180, 30)
  await window.locator('.tip').waitFor()
  await window.waitForTimeout(300)
}

/** A wizard was closed before it was finished. */
async function waitingDraft(stage: Stage): Promise<void> {
  await live(stage)
  const { window } = stage
  await window.keyboard.press('n')
  await window.getByRole('menuitem', { name: /^Username and password/ }).click()
  const wizard = window.getByRole('dialog', { name: /^New / })
  await wizard.getByRole('textbox', { name: 'Credential name' }).fill('Artifactory push')
  await window.keyboard.press('Escape')
  await wizard.waitFor({ state: 'hidden' })
  await window.getByRole('button', { name: 'New credential' }).click()
  await window.getByText('A draft waits').first().waitFor()
  await window.waitForTimeout(300)
}

/** Filters, saved views, and what is shown about permissions and drafts in advance. */
export const viewsScenes: Scene[] = [
  { name: 'views', show: views },
  { name: 'view-changed', show: changedView },
  {
    name: 'view-save',
    show: async (stage) => {
      await live(stage)
      await filterBy(stage, 'Status', /^Issues/)
      await stage.window.keyboard.press('Control+Shift+S')
      await stage.window.getByRole('dialog', { name: 'Save view' }).waitFor()
      await stage.window.waitForTimeout(300)
    },
  },
  { name: 'filters', show: chips },
  { name: 'filters-small', size: small, show: chips },
  { name: 'read-only-account', rules: reading, show: readOnlyAccount },
  { name: 'draft-waiting', show: waitingDraft },
]
