import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { systemCode } from '../../base/file-error.ts'

/** Matches a file of the record. Each is named after its first entry. */
const form = /^activity-(\d{9,15})\.jsonl$/

export const fileOfEntry = (folder: string, entry: number): string =>
  join(folder, `activity-${String(entry).padStart(9, '0')}.jsonl`)

export interface ActivityFile {
  path: string
  /** Number of its first entry, taken from its name. */
  first: number
}

/** Lists the files of the record, oldest first. Empty if there is no folder. Rejects with the system's error. */
export async function activityFiles(folder: string): Promise<ActivityFile[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  })
  return names
    .flatMap((name) => {
      const first = form.exec(name)?.[1]
      return first === undefined ? [] : [{ path: join(folder, name), first: Number(first) }]
    })
    .sort((one, other) => one.first - other.first)
}
