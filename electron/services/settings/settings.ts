import { rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod/mini'
import { Settings } from '../../../shared/contract/settings.ts'
import { ReadAsSchema } from '../../../shared/contract/snapshots.ts'
import { failed, type Failure } from '../../../shared/failure.ts'
import { systemCode } from '../../base/file-error.ts'
import { readOwnText } from '../../base/own-text.ts'
import { makePrivateFolder } from '../../base/private-folder.ts'
import { writeWholeFile } from '../../base/whole-file.ts'
import { storedDrafts } from './stored-drafts.ts'

const DisplayPlace = z.object({
  display: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }),
  window: z.object({
    x: z.optional(z.int()),
    y: z.optional(z.int()),
    width: z.int(),
    height: z.int(),
    isMaximized: z.boolean(),
  }),
})

/**
 * What the file holds: the window's settings, where it stood, what was typed into wizards, without values, which
 * programs a kubeconfig may run and which files it may have sent, and where snapshots lie and how they are read, which the
 * window can't set.
 */
const StoredSettings = z.extend(Settings, {
  /** Where the window was on each display, the last one first. */
  windowPlaces: z.catch(z.array(DisplayPlace).check(z.maxLength(10)), []),
  allowedPrograms: z.catch(z.record(z.string(), z.array(z.string())), {}),
  allowedFiles: z.catch(z.record(z.string(), z.array(z.string())), {}),
  /** Paths of the snapshots that were opened, the last one first. */
  recentSnapshots: z.catch(z.array(z.string()), []),
  /** How snapshots are to be read, by their path, where that was said; the last one first. */
  snapshotsReadAs: z.catch(z.array(z.object({ path: z.string(), as: ReadAsSchema })), []),
  /** The folder in which the history of snapshots lies. */
  historyFolder: z.catch(z.nullable(z.string()), null),
  /** The contexts of which a snapshot is kept there every day. */
  dailySnapshots: z.catch(z.array(z.string()), []),
  /** The file of the authorities that the user trusts for registries, empty for none. */
  registryAuthorities: z.catch(z.string(), ''),
  /** By context: the day on which a notification told of what expires there, and of which credentials, as a hash. */
  toldExpiries: z.catch(z.record(z.string(), z.object({ day: z.string(), set: z.string() })), {}),
  ...storedDrafts,
})
type StoredSettings = z.output<typeof StoredSettings>

/**
 * Reads the settings file once and writes it after each change. A broken file is set aside next to it and the
 * defaults are taken; `problem` tells. Writing that fails throws `file-not-written`, the change still holds for this
 * run. A link in the file's place stays: people keep their settings in other folders that way. `onUnconfirmed` is
 * called once where the system can't confirm that what was written reached the disk.
 */
export async function openSettings(
  file: string,
  now: () => Date = () => new Date(),
  onUnconfirmed: () => void = () => undefined,
) {
  const { stored, problem } = await read(file, now)
  let current = stored
  let lastWrite: Promise<void> = Promise.resolve()
  let isToldUnconfirmed = false

  async function write(text: string): Promise<void> {
    try {
      await makePrivateFolder(dirname(file))
      const { isConfirmed } = await writeWholeFile(file, [text], { link: 'follow' })
      if (isConfirmed || isToldUnconfirmed) return
      isToldUnconfirmed = true
      onUnconfirmed()
    } catch (error) {
      throw failed('file-not-written', { file, reason: systemCode(error) ?? 'unknown' })
    }
  }

  async function change(changes: Partial<StoredSettings>): Promise<StoredSettings> {
    current = { ...current, ...changes }
    const text = `${JSON.stringify(current, null, 2)}\n`
    // One write after the other, so that the newest is the one that stays.
    lastWrite = lastWrite.catch(() => undefined).then(() => write(text))
    await lastWrite
    return current
  }

  return {
    file,
    problem,
    read: (): StoredSettings => current,
    change,
    /** Resolves when nothing is left to write. */
    settled: () => lastWrite.catch(() => undefined),
  }
}

export type SettingsStore = Awaited<ReturnType<typeof openSettings>>

async function read(
  file: string,
  now: () => Date,
): Promise<{ stored: StoredSettings; problem: Failure | null }> {
  const defaults = StoredSettings.parse({})
  let text: string
  try {
    text = await readOwnText(file)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return { stored: defaults, problem: null }
    return { stored: defaults, problem: await setAside(file, systemCode(error) ?? 'unreadable', now) }
  }
  const parsed = StoredSettings.safeParse(parseJson(text))
  if (parsed.success) return { stored: parsed.data, problem: null }
  return { stored: defaults, problem: await setAside(file, 'its content isn’t valid', now) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function setAside(file: string, reason: string, now: () => Date): Promise<Failure> {
  const aside = `${file}.broken-${now().toISOString().replaceAll(':', '-')}`
  try {
    await rename(file, aside)
    return { code: 'settings-broken', file, setAside: aside, reason }
  } catch {
    return { code: 'settings-broken', file, setAside: '', reason }
  }
}
