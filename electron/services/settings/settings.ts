import { dirname } from 'node:path'
import * as z from 'zod/mini'
import { Settings } from '../../../shared/contract/settings.ts'
import { ReadAsSchema } from '../../../shared/contract/snapshots.ts'
import { failed } from '../../../shared/failure.ts'
import { systemCode } from '../../base/file-error.ts'
import { readOwnFile } from '../../base/own-file.ts'
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
 * The content of the file: the window's settings, the window's position, the input of wizards without values, what
 * kubeconfigs may run and send, and where snapshots are and how to read them, which the window can't set.
 */
const StoredSettings = z.extend(Settings, {
  /** The window's position on each display, most recent first. */
  windowPlaces: z.catch(z.array(DisplayPlace).check(z.maxLength(10)), []),
  allowedPrograms: z.catch(z.record(z.string(), z.array(z.string())), {}),
  allowedFiles: z.catch(z.record(z.string(), z.array(z.string())), {}),
  /** Paths of opened snapshots, most recent first. */
  recentSnapshots: z.catch(z.array(z.string()), []),
  /** How to read snapshots, by path, if that was chosen. Most recent first. */
  snapshotsReadAs: z.catch(z.array(z.object({ path: z.string(), as: ReadAsSchema })), []),
  /** The folder of the snapshot history. */
  historyFolder: z.catch(z.nullable(z.string()), null),
  /** Contexts with a daily snapshot in that folder. */
  dailySnapshots: z.catch(z.array(z.string()), []),
  /** Path of the authorities that the user trusts for registries. Empty for none. */
  registryAuthorities: z.catch(z.string(), ''),
  /** By context: the day on which a notification reported expiring credentials, and a hash of those. */
  toldExpiries: z.catch(z.record(z.string(), z.object({ day: z.string(), set: z.string() })), {}),
  ...storedDrafts,
})
type StoredSettings = z.output<typeof StoredSettings>

/**
 * Reads the settings file once and writes it after each change. A broken file is set aside next to it and the defaults
 * are used; `problem` says so. If writing fails, throws `file-not-written`, but the change still applies to this run. A
 * link in the file's place is kept, since people store their settings in other folders that way. `onUnconfirmed` is
 * called once if the system can't confirm that the file reached the disk.
 */
export async function openSettings(
  file: string,
  now: () => Date = () => new Date(),
  onUnconfirmed: () => void = () => undefined,
) {
  const { content, problem } = await readOwnFile(file, {
    parse: (json) => StoredSettings.safeParse(json).data ?? null,
    now: () => now().getTime(),
  })
  let current = content ?? StoredSettings.parse({})
  let lastWrite: Promise<void> = Promise.resolve()
  let isToldUnconfirmed = false

  async function write(text: string): Promise<void> {
    try {
      makePrivateFolder(dirname(file))
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
    // Writes run one at a time, so that the last one is the newest.
    lastWrite = lastWrite.catch(() => undefined).then(() => write(text))
    await lastWrite
    return current
  }

  return {
    file,
    problem: problem === null ? null : { code: 'settings-broken' as const, ...problem },
    read: (): StoredSettings => current,
    change,
    /** Resolves when all writes are done. */
    settled: () => lastWrite.catch(() => undefined),
  }
}

export type SettingsStore = Awaited<ReturnType<typeof openSettings>>
