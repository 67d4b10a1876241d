import { live, small, type Scene, type Stage } from './stage.ts'

const box = ({ window }: Stage, at: number) => window.locator('[role=row][data-uid] [role=checkbox]').nth(at)

/** Selects some rows of the table of credentials. */
async function several(stage: Stage): Promise<void> {
  await live(stage)
  await box(stage, 2).click()
  await box(stage, 5).click({ modifiers: ['Shift'] })
  await box(stage, 7).click()
}
async function one(stage: Stage): Promise<void> {
  await live(stage)
  await box(stage, 2).click()
}
async function compact(stage: Stage): Promise<void> {
  await several(stage)
  await stage.window.keyboard.press('Control+Shift+D')
}
async function menu(stage: Stage): Promise<void> {
  await several(stage)
  await stage.window.keyboard.press('Shift+F10')
  await stage.window.getByRole('menuitem').first().waitFor()
}
async function besideDetails(stage: Stage): Promise<void> {
  await several(stage)
  await stage.window.locator('[role=row][data-uid] [data-column=name]').nth(3).click()
  await stage.window.getByRole('button', { name: 'Clear selection' }).waitFor()
}

/** Selected rows and their actions. */
export const selectionScenes: Scene[] = [
  { name: 'selection', show: several },
  { name: 'selection-small', size: small, show: several },
  { name: 'selection-one', show: one },
  { name: 'selection-compact', show: compact },
  { name: 'selection-menu', show: menu },
  { name: 'selection-beside-details', show: besideDetails },
]
