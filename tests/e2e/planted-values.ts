import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { reasonOf } from '../../electron/base/file-error.ts'

/**
 * The prefix of every Secret value that a spec types or creates, and of every value in the sandbox's company, so that
 * one search after each application finds any leak.
 */
const mark = 'FAKE-'

/** A unique value. */
export const plantedValue = (): string => `${mark}${randomBytes(12).toString('hex')}`

/** A text in base64, at each of the three alignments, without the characters that mix in neighbors. */
function base64Of(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)])
    const [first, end] = [Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6)]
    return bytes.toString('base64').slice(first, end)
  })
}

/** The forms of the prefix in a file: as text, also in UTF-16; in base64; and in base64 of a login in base64. */
const forms: readonly Buffer[] = [
  Buffer.from(mark, 'utf16le'),
  ...[mark, ...base64Of(mark), ...base64Of(mark).flatMap(base64Of)].map((text) => Buffer.from(text)),
]

/** Whether something contains a planted value in any form. */
export const holdsPlantedValue = (content: Buffer): boolean => forms.some((form) => content.includes(form))

/**
 * The channels of the only messages to the window that may contain a value: the one key that its user revealed, and the
 * input of a wizard that was left, which isn't a Secret yet.
 */
const speakingChannels: ReadonlySet<string> = new Set(['values:reveal', 'drafts:read'])

/** Those of the channels that carried a planted value but must not. */
export const leakingChannels = (channels: readonly string[]): string[] => [
  ...new Set(channels.filter((channel) => channel !== '' && !speakingChannels.has(channel))),
]

/**
 * The only file that may contain values: the embedded cluster itself, including while it is being written and if it was
 * set aside.
 */
const ownStore = /^sandbox\.json(?:\.broken-.*)?$/
const isOwnStore = (name: string, content: Buffer): boolean =>
  ownStore.test(name) ||
  (/^\.credenza-.*\.tmp$/.test(name) && /^\{"form":\d+,"revision":/.test(content.toString('latin1', 0, 40)))

/**
 * The files below a folder that contain a planted value, as relative paths: the application's files, the browser's
 * profile, a core file, and what was saved.
 */
export async function filesWithPlantedValues(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const path of await filesBelow(folder)) {
    const name = basename(path)
    // A browser that is ending removes its files meanwhile.
    const content = await readFile(path).catch(() => Buffer.alloc(0))
    if (!isOwnStore(name, content) && holdsPlantedValue(content)) found.push(relative(folder, path))
  }
  return found
}

/** All files below a folder. A browser that is ending removes its folders meanwhile. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (reasonOf(error) === 'ENOENT') return []
    throw error
  })
  const below = entries.map(async (entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesBelow(path)
    return entry.isFile() ? [path] : []
  })
  return (await Promise.all(below)).flat()
}
