import { defaultColumns } from '../../shared/columns.ts'
import { live, small, type Scene, type Stage } from './stage.ts'

/** The default columns with the age instead of the author. */
const columns = defaultColumns.map((id) => (id === 'createdBy' ? 'age' : id))
const settings = { columns }

async function openAges(stage: Stage): Promise<void> {
  await live(stage)
  await stage.window.getByRole('button', { name: 'More', exact: true }).click()
  await stage.window.getByRole('menuitem', { name: 'Ages…' }).click()
  await stage.window.getByRole('button', { name: /^0 to 6 days/ }).waitFor()
  await stage.window.waitForTimeout(400)
}

async function openFilter(stage: Stage): Promise<void> {
  await live(stage)
  const chip = stage.window.getByRole('button', { name: 'Filter by Age' })
  if (await chip.isVisible()) await chip.click()
  else {
    // In a small window it is in the menu of other filters.
    await stage.window.getByRole('button', { name: 'Filter', exact: true }).click()
    await stage.window.getByRole('menuitem', { name: 'Age', exact: true }).click()
  }
  await stage.window.waitForTimeout(300)
}

/** Ages: the column, the filter, the chart and the limits. */
export const rotationScenes: Scene[] = [
  { name: 'ages-column', settings, show: live },
  { name: 'ages-filter', settings, show: openFilter },
  { name: 'ages-filter-small', settings, size: small, show: openFilter },
  { name: 'ages', settings, show: openAges },
  { name: 'ages-small', settings, size: small, show: openAges },
  {
    name: 'ages-chosen',
    settings,
    show: async (stage) => {
      await openAges(stage)
      await stage.window.getByRole('button', { name: /^Overdue after/ }).click()
      await stage.window.getByRole('button', { name: /^180 to 269 days/ }).hover()
      await stage.window.waitForTimeout(300)
    },
  },
  {
    name: 'settings-limits',
    show: async (stage) => {
      await live(stage)
      await stage.window.getByRole('link', { name: 'Settings' }).click()
      await stage.window.getByLabel('Due for rotation after').fill('180')
      await stage.window.getByRole('heading', { name: 'Expiry' }).scrollIntoViewIfNeeded()
      await stage.window.waitForTimeout(300)
    },
  },
]
