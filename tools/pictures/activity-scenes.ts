import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeSampleActivity } from '../../tests/e2e/sample-activity.ts'
import { live, small, type Scene, type Stage } from './stage.ts'

async function openActivity(stage: Stage): Promise<void> {
  await live(stage)
  await stage.window.getByRole('link', { name: 'Activity' }).click()
  await stage.window.getByRole('heading', { name: 'Activity', exact: true }).waitFor()
}

/** A record of several days, with one write open. */
async function openWrite(stage: Stage): Promise<void> {
  await writeSampleActivity(stage.userData, new Date())
  await openActivity(stage)
  const rows = stage.window.getByRole('grid', { name: 'Changes' }).locator('.row')
  await rows.filter({ hasText: 'GitLab registry' }).first().locator('[data-column=time]').click()
  await stage.window.getByRole('button', { name: /Chain verified/ }).waitFor()
  await stage.window.mouse.move(700, 20)
  await stage.window.waitForTimeout(300)
}

/** Some writes are selected. */
async function selectWrites(stage: Stage): Promise<void> {
  await writeSampleActivity(stage.userData, new Date())
  await openActivity(stage)
  const rows = stage.window.getByRole('grid', { name: 'Changes' }).locator('.row')
  for (const at of [1, 3, 4]) await rows.nth(at).getByRole('checkbox').click()
  await stage.window.getByRole('button', { name: /Chain verified/ }).waitFor()
  await stage.window.mouse.move(700, 20)
  await stage.window.waitForTimeout(300)
}

/** The Activity page. */
export const activityScenes: Scene[] = [
  { name: 'activity', show: openWrite },
  { name: 'activity-small', size: small, show: openWrite },
  { name: 'activity-selected', show: selectWrites },
  { name: 'activity-selected-small', size: small, show: selectWrites },
  { name: 'activity-empty', show: openActivity },
  {
    name: 'activity-edited',
    show: async (stage) => {
      await writeSampleActivity(stage.userData, new Date())
      const file = join(stage.userData, 'activity/activity-000000001.jsonl')
      await writeFile(file, (await readFile(file, 'utf8')).replace('"user":"admin"', '"user":"nobody"'))
      await openActivity(stage)
      await stage.window.getByRole('button', { name: /Chain not intact/ }).waitFor()
    },
  },
]
