import type { Locator } from '@playwright/test'
import { small, type Scene, type Stage } from './stage.ts'

/** Takes the path of a user without a kubeconfig, and waits until the table is still. */
async function explore({ window }: Stage): Promise<void> {
  await window.getByRole('button', { name: /^Explore the sandbox/ }).click()
  await window.getByText('Artifactory pull').waitFor()
  await window.getByRole('contentinfo').getByText('Live').waitFor()
  await window.mouse.move(700, 640)
  await window.waitForTimeout(1200)
}

/** Opens its settings section. */
async function openSection(stage: Stage): Promise<Locator> {
  await explore(stage)
  await stage.window.getByRole('link', { name: 'Settings' }).click()
  const section = stage.window.getByRole('region', { name: 'Sandbox' })
  await section.getByRole('button', { name: 'Reset sandbox…' }).scrollIntoViewIfNeeded()
  return section
}

const kubeconfig = () => null

/** The cluster inside the application. */
export const sandboxScenes: Scene[] = [
  { name: 'sandbox', kubeconfig, show: explore },
  {
    name: 'sandbox-settings',
    kubeconfig,
    show: async (stage) => {
      const section = await openSection(stage)
      await section.getByLabel('Failing requests').selectOption('Every 3rd')
      await section.getByRole('switch', { name: 'Read-only' }).click()
    },
  },
  {
    name: 'sandbox-settings-small',
    size: small,
    kubeconfig,
    show: async (stage) => {
      await openSection(stage)
    },
  },
  {
    name: 'sandbox-reset',
    kubeconfig,
    show: async (stage) => {
      const section = await openSection(stage)
      await section.getByRole('button', { name: 'Reset sandbox…' }).click()
      await stage.window.waitForTimeout(300)
    },
  },
  {
    name: 'sandbox-gone',
    kubeconfig,
    show: async (stage) => {
      const section = await openSection(stage)
      await section.getByRole('switch', { name: 'Offline' }).click()
      await stage.window.getByRole('link', { name: /^Credentials/ }).click()
      await stage.window.getByText(/Connection lost/).waitFor()
      await stage.window.waitForTimeout(2500)
    },
  },
]
