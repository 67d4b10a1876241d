import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { live, small, type Scene, type Stage } from './stage.ts'

async function openSettings(stage: Stage): Promise<void> {
  await live(stage)
  await stage.window.getByRole('link', { name: 'Settings' }).click()
  await stage.window.getByRole('heading', { name: 'Settings' }).waitFor()
  await stage.window.mouse.move(700, 640)
  await stage.window.waitForTimeout(300)
}

const namespaceField = ({ window }: Stage) =>
  window.getByLabel('Namespace of cluster and department credentials')

/** The Settings page. */
export const settingsScenes: Scene[] = [
  { name: 'settings', show: openSettings },
  { name: 'settings-small', size: small, show: openSettings },
  {
    name: 'settings-minutes',
    size: small,
    show: async (stage) => {
      await openSettings(stage)
      await stage.window.getByLabel('Keep entered passwords for').click()
      await stage.window.waitForTimeout(300)
    },
  },
  {
    name: 'settings-off',
    show: async (stage) => {
      await openSettings(stage)
      await stage.window.getByLabel('Delete them when Credenza quits').check()
      await stage.window.getByLabel('Keep entered passwords for').selectOption('0')
      await namespaceField(stage).fill('runai-prod')
    },
  },
  {
    name: 'settings-invalid',
    show: async (stage) => {
      await openSettings(stage)
      await namespaceField(stage).fill('Runai_prod')
    },
  },
  {
    name: 'settings-not-kept',
    size: small,
    show: async (stage) => {
      await openSettings(stage)
      // A file can't replace a folder in its place.
      const file = join(stage.userData, 'settings.json')
      await rm(file, { force: true })
      await mkdir(file)
      await stage.window.getByLabel('Keep entered passwords for').selectOption('10')
      await stage.window.getByRole('alert').waitFor()
    },
  },
  {
    name: 'settings-no-cluster',
    kubeconfig: () => null,
    show: async ({ window }) => {
      await window.getByRole('heading', { name: /No kubeconfig/ }).waitFor()
      await window.keyboard.press('Control+,')
      await window.getByRole('heading', { name: 'Settings' }).waitFor()
    },
  },
]
