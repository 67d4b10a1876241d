import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { reasonOf } from '../../electron/base/file-error.ts'

/**
 * What every value of a Secret begins with that a spec types or makes, and every value of the sandbox's company. So one
 * search after each application finds any of them, wherever it was left.
 */
const mark = 'FAKE-'

/** A value that stands nowhere else. */
export const plantedValue = (): string => `${mark}${randomBytes(12).toString('hex')}`

/** What a text is in base64, from each of the three places that it can begin at, without the signs that hold more. */
function base64Of(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)])
    const [first, end] = [Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6)]
    return bytes.toString('base64').slice(first, end)
  })
}

/** The mark as a file may hold it: as text, also of two bytes a sign; in base64; and in the base64 of a login in one. */
const forms: readonly Buffer[] = [
  Buffer.from(mark, 'utf16le'),
  ...[mark, ...base64Of(mark), ...base64Of(mark).flatMap(base64Of)].map((text) => Buffer.from(text)),
]

/** Whether something holds a planted value, in any of its forms. */
export const holdsPlantedValue = (content: Buffer): boolean => forms.some((form) => content.includes(form))

/**
 * The only messages to the window that may hold a value, by their channels: the one key that its user asked to see, and
 * what was typed into a wizard that was left, which isn't a Secret yet.
 */
const speakingChannels: ReadonlySet<string> = new Set(['values:reveal', 'drafts:read'])

/** The channels, of some that carried a planted value, that must not carry any. */
export const leakingChannels = (channels: readonly string[]): string[] => [
  ...new Set(channels.filter((channel) => channel !== '' && !speakingChannels.has(channel))),
]

/** The file in which values may stand: the embedded cluster itself, as it is and while it is being written. */
const ownStore = 'sandbox.json'
const isOwnStore = (name: string, content: Buffer): boolean =>
  name === ownStore ||
  (/^\.credenza-.*\.tmp$/.test(name) && /^\{"form":\d+,"revision":/.test(content.toString('latin1', 0, 40)))

/**
 * The files below a folder that hold a planted value, as paths from there: the application's files, the browser's
 * profile, a core file, and what was saved.
 */
export async function filesWithPlantedValues(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const path of await filesBelow(folder)) {
    const name = basename(path)
    // A browser that ends removes files of its own in the meantime.
    const content = await readFile(path).catch(() => Buffer.alloc(0))
    if (!isOwnStore(name, content) && holdsPlantedValue(content)) found.push(relative(folder, path))
  }
  return found
}

/** All files below a folder. A browser that ends removes folders of its own in the meantime. */
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
