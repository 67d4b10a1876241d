import { readFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import type { ThirdParty } from '../../shared/contract/application.ts'

const Notices = z.array(
  z.object({ name: z.string(), version: z.string(), licence: z.string(), text: z.string() }),
)

/** The packages whose code is part of the application, as the build recorded them. Empty during development. */
export async function readThirdParty(file: string): Promise<ThirdParty[]> {
  const text = await readFile(file, 'utf8').catch(() => '[]')
  return Notices.parse(JSON.parse(text))
}
