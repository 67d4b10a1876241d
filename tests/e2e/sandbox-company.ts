import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'

/** The initial content of the made-up company. */
export const company = JSON.parse(
  await readFile(resolve(import.meta.dirname, '../../resources/sandbox/company.json'), 'utf8'),
) as { credentials: { name: string; scope: string; since?: string }[] }
