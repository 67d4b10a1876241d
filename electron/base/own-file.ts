import { constants } from 'node:buffer'
import { rename } from 'node:fs/promises'
import { systemCode } from './file-error.ts'
import { parseJson } from './parse-json.ts'
import { readPatiently } from './read-regular-file.ts'
import { retryWhileBusy } from './while-busy.ts'

/** A file that couldn't be read. `setAside` is its new path, empty if it couldn't be moved. */
export interface OwnFileProblem {
  file: string
  setAside: string
  /** The system's code, one of `FileRefusal`, or the error in the content. */
  reason: string
}

interface OwnFile<T> {
  /** `null` if there is no readable file. */
  content: T | null
  problem: OwnFileProblem | null
}

interface OwnFileDeps<T> {
  /** Returns `null` for content that isn't valid. */
  parse: (json: unknown) => T | null
  /** In milliseconds. */
  now: () => number
}

/**
 * Reads one of our own JSON files. One that can't be read or isn't valid is set aside, so that nothing is lost. A slow
 * drive is waited for: its file may be fine.
 */
export async function readOwnFile<T>(file: string, { parse, now }: OwnFileDeps<T>): Promise<OwnFile<T>> {
  let text: string
  try {
    const bytes = await retryWhileBusy(() => readPatiently(file, constants.MAX_STRING_LENGTH))
    text = bytes.toString('utf8')
  } catch (error) {
    const code = systemCode(error) ?? 'unreadable'
    if (code === 'ENOENT') return { content: null, problem: null }
    return { content: null, problem: await setAside(file, code, now()) }
  }
  const json = parseJson(text)
  const content = json === undefined ? null : parse(json)
  if (content !== null) return { content, problem: null }
  const reason = json === undefined ? 'it isn’t complete JSON' : 'its content isn’t valid'
  return { content: null, problem: await setAside(file, reason, now()) }
}

async function setAside(file: string, reason: string, now: number): Promise<OwnFileProblem> {
  const aside = `${file}.broken-${new Date(now).toISOString().replaceAll(':', '-')}`
  try {
    await rename(file, aside)
    return { file, setAside: aside, reason }
  } catch {
    return { file, setAside: '', reason }
  }
}
