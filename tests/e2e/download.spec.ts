import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cluster } from '../cluster/cluster.ts'
import { type Application, expect, rows, savedNote, searchField, test, text } from './application.ts'
import { untilStill } from './axe.ts'
import { registeredSecret } from './secrets-made-by-kubectl.ts'

/** Opens the application with one credential in the table. */
async function oneCredential(
  cluster: Cluster,
  open: (options: object) => Promise<Application>,
): Promise<Application> {
  const namespace = await cluster.namespace('runai-save', { 'runai/queue': 'save' })
  const credential = { credential: namespace, origin: 'existing' }
  await registeredSecret(cluster, { namespace, name: 'written', credential })
  const application = await open({ kubeconfig: cluster.adminKubeconfig })
  await searchField(application.window).fill(namespace)
  await expect(rows(application.window)).toHaveCount(1)
  return application
}

test('a file that can’t be written is reported with its reason, and an old one stays whole', async ({
  open,
  cluster,
}) => {
  const { window, home, saveAs } = await oneCredential(cluster, open)
  await saveAs(join(home, 'no-such-folder', 'export.csv'))
  await window.keyboard.press('Control+s')
  await expect(window.getByText(/Couldn’t save/)).toBeVisible()

  // A folder in the file's place, which even root can't overwrite.
  const occupied = join(home, 'occupied.csv')
  await mkdir(join(occupied, 'inside'), { recursive: true })
  await saveAs(occupied)
  await window.keyboard.press('Control+s')
  await expect(window.getByText(/Couldn’t save .*occupied\.csv/)).toBeVisible()
  expect((await readdir(home)).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('an existing file is replaced as a whole, for its owner only', async ({ open, cluster }) => {
  const { window, home, saveAs } = await oneCredential(cluster, open)
  const file = join(home, 'export.csv')
  await writeFile(file, 'old content that is longer than nothing')
  await chmod(file, 0o644)
  await saveAs(file)
  await window.keyboard.press('Control+s')
  await expect(savedNote(window, file)).toBeVisible()
  expect(await text(file)).toMatch(/^\uFEFFCredential,Type,Status/)
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600)
  await expect(window.getByRole('button', { name: 'Show in folder' })).toBeVisible()
})

test('a dialog that was closed leaves nothing behind and says nothing', async ({ open, cluster }) => {
  const { window, home, saveAs, proposedName } = await oneCredential(cluster, open)
  await saveAs(null)
  const before = await proposedName()
  await window.keyboard.press('Control+s')
  await expect.poll(proposedName).not.toBe(before)
  await untilStill(window)
  await expect(window.getByText(/Couldn’t save|saved/i)).toHaveCount(0)
  expect((await readdir(home)).filter((name) => name.endsWith('.csv'))).toEqual([])
})
