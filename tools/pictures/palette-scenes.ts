import { small, type Scene, type Stage } from './stage.ts'

const sandbox = { kubeconfig: () => null }

async function explore({ window }: Stage): Promise<void> {
  await window.getByRole('button', { name: /^Explore the sandbox/ }).click()
  await window.getByText('Backup bucket', { exact: true }).first().waitFor()
}
const palette =
  (typed: string, found: RegExp) =>
  async (stage: Stage): Promise<void> => {
    await explore(stage)
    const { window } = stage
    await window.keyboard.press('Control+k')
    await window.keyboard.type(typed)
    await window.getByRole('option', { name: found }).first().waitFor()
    await window.waitForTimeout(300)
  }
const keys = async (stage: Stage): Promise<void> => {
  await explore(stage)
  await stage.window.keyboard.press('?')
  await stage.window.getByRole('dialog', { name: 'Keys' }).waitFor()
  await stage.window.waitForTimeout(300)
}
const found = palette('rot', /^Rotation/)

export const paletteScenes: Scene[] = [
  { name: 'palette', ...sandbox, show: found },
  { name: 'palette-small', ...sandbox, size: small, show: found },
  { name: 'palette-empty', ...sandbox, show: palette('', /^Download CSV/) },
  { name: 'keys', ...sandbox, show: keys },
  { name: 'keys-small', ...sandbox, size: small, show: keys },
]
