import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { ChosenFile, EnteredValue } from '../../../shared/contract/wizard.ts'
import { valueLimit } from '../../../shared/credential-fields.ts'
import { failed } from '../../../shared/failure.ts'
import type { Clock } from '../../base/clock.ts'
import { reasonOf } from '../../base/file-error.ts'
import { readRegularFile } from '../../base/read-regular-file.ts'

interface ChosenFilesDeps {
  /** Shows the native dialog. `null` when cancelled. */
  chooseFile: () => Promise<string | null>
  clock: Clock
}

/** The maximum number of files and their total bytes. Beyond that the oldest are dropped. */
const mostFiles = 200
const mostBytes = 16 * valueLimit
/** Milliseconds. */
const keptFor = 60 * 60_000

interface Kept {
  context: string
  bytes: Buffer
  cancel: () => void
}

/**
 * Files that a person chose as values of new secrets. Their content stays in the main process, for an hour and while
 * their context is open. The window knows them by a random name.
 */
export function createChosenFiles({ chooseFile, clock }: ChosenFilesDeps) {
  /** In the order in which they were chosen. */
  const kept = new Map<string, Kept>()

  function drop(id: string): void {
    kept.get(id)?.cancel()
    kept.delete(id)
  }

  function makeRoom(): void {
    const size = () => [...kept.values()].reduce((sum, { bytes }) => sum + bytes.length, 0)
    while (kept.size > mostFiles || size() > mostBytes) drop([...kept.keys()][0] ?? '')
  }

  const contentOf = (id: string): Buffer => {
    const found = kept.get(id)
    if (found === undefined) throw failed('chosen-file-gone', { id })
    return found.bytes
  }

  return {
    /** Asks for a file and reads it. `null` if none was chosen. */
    async choose({ context }: { context: string }): Promise<ChosenFile | null> {
      const path = await chooseFile()
      if (path === null) return null
      const bytes = await readChosen(path)
      const id = randomUUID()
      kept.set(id, { context, bytes, cancel: clock.after(keptFor, () => drop(id)) })
      makeRoom()
      return { id, name: nameOf(path), size: bytes.length, isText: isText(bytes) }
    },

    /** The entered value as bytes. Throws `chosen-file-gone` for a file that is no longer kept. */
    bytesOf: (value: EnteredValue): Buffer =>
      value.kind === 'text' ? Buffer.from(value.text) : contentOf(value.id),

    /** Drops files that were used or aren't wanted anymore. */
    letGo: (ids: readonly string[]): void => ids.forEach(drop),

    /** Call it when the context was closed. */
    letGoOf(context: string): void {
      for (const [id, file] of [...kept]) if (file.context === context) drop(id)
    },
  }
}

export type ChosenFiles = ReturnType<typeof createChosenFiles>

/** Rejects with `chosen-file-unreadable`. */
async function readChosen(path: string): Promise<Buffer> {
  const refused = (reason: string) => failed('chosen-file-unreadable', { name: nameOf(path), reason })
  const bytes = await readRegularFile(path, { limit: valueLimit }).catch((error: unknown) => {
    throw refused(reasonOf(error))
  })
  if (bytes.length === 0) throw refused('empty')
  return bytes
}

/** Only the file name. The window must not learn the path. */
const nameOf = (path: string): string => basename(path).slice(0, 255)

function isText(bytes: Buffer): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0')
  } catch {
    return false
  }
}
