import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The prototype that all file handles share, so that a test can intercept their calls. */
export async function fileHandlePrototype() {
  const folder = await mkdtemp(join(tmpdir(), 'credenza-handles-'))
  const file = await open(join(folder, 'any'), 'a')
  await file.close()
  await rm(folder, { recursive: true })
  return Object.getPrototypeOf(file) as typeof file
}
