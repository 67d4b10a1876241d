import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { systemCode } from '../../base/file-error.ts'

/** A file of the record, named after the first entry in it. */
const form = /^activity-(\d{9,15})\.jsonl$/

export const fileOfEntry = (folder: string, entry: number): string =>
  join(folder, `activity-${String(entry).padStart(9, '0')}.jsonl`)

export interface ActivityFile {
  path: string
  /** The number of its first entry, by its name. */
  first: number
}

/** The files of the record, the oldest first; none if there is no folder. Rejects with the system's error. */
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
