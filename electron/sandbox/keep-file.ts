import { dirname } from 'node:path'
import * as z from 'zod/mini'
import { systemCode } from '../base/file-error.ts'
import { readOwnFile } from '../base/own-file.ts'
import { makePrivateFolder } from '../base/private-folder.ts'
import { writeWholeFile } from '../base/whole-file.ts'
import type { Clock } from '../base/clock.ts'
import type { KubeObject } from './objects/kube-object.ts'
import { otherNames, resourceNames } from './objects/resource.ts'
import type { StorageContent } from './storage/storage.ts'

const form = 1

const StoredObject = z.looseObject({
  metadata: z.looseObject({ name: z.string(), uid: z.string(), resourceVersion: z.string() }),
})
const optionalTables = () =>
  Object.fromEntries(otherNames.map((name) => [name, z.optional(z.array(StoredObject))]))
const FileContent = z.object({
  form: z.literal(form),
  revision: z.int(),
  objects: z.object({
    namespaces: z.array(StoredObject),
    secrets: z.array(StoredObject),
    pods: z.array(StoredObject),
    serviceaccounts: z.array(StoredObject),
    // Files of earlier versions don't have these.
    ...optionalTables(),
  }),
})

/** Reads the file of an earlier run. */
export const readContent = (file: string, now: () => number) =>
  readOwnFile(file, {
    // Only validates: the schema's output would have its fields in another order.
    parse: (json) => (FileContent.safeParse(json).success ? (json as StorageContent) : null),
    now,
  })

const codeOf = (error: unknown): string => systemCode(error) ?? 'unreadable'

/** Changes within this time, in milliseconds, are written together. */
const gatherMilliseconds = 300

/** Writes content to the file a moment after it changed. */
interface FileKeeper {
  changed: () => void
  /** Resolves when all changes are in the file. Rejects with the system's error if writing failed. */
  flush: () => Promise<void>
}

interface FileKeeperDeps {
  file: string
  read: () => StorageContent
  clock: Clock
  /** Called when a write failed, and with `null` when one succeeds again. Changes stay in memory meanwhile. */
  onProblem: (reason: string | null) => void
}

export function createFileKeeper({ file, read, clock, onProblem }: FileKeeperDeps): FileKeeper {
  let cancel: (() => void) | null = null
  let isChanged = false
  let writing: Promise<void> = Promise.resolve()
  const write = async () => {
    if (!isChanged) return
    isChanged = false
    try {
      await writeContent(file, read())
      onProblem(null)
    } catch (error) {
      isChanged = true
      onProblem(codeOf(error))
      throw error
    }
  }
  const flush = () => {
    cancel?.()
    cancel = null
    // Writes run one at a time, so that the newest remains.
    writing = writing.catch(() => undefined).then(write)
    return writing
  }
  return {
    changed: () => {
      isChanged = true
      cancel ??= clock.after(gatherMilliseconds, () => void flush().catch(() => undefined))
    },
    flush,
  }
}

async function writeContent(file: string, content: StorageContent): Promise<void> {
  makePrivateFolder(dirname(file))
  await writeWholeFile(file, piecesOf(content), { link: 'follow' })
}

/** Objects per piece; between pieces the event loop gets a turn. */
const pieceSize = 200

function* piecesOf({ revision, objects }: StorageContent): Generator<string> {
  yield `{"form":${form},"revision":${revision},"objects":{`
  for (const [index, name] of resourceNames.entries()) {
    yield `${index === 0 ? '' : ','}\n"${name}":[`
    yield* objectPieces(objects[name] ?? [])
    yield ']'
  }
  yield '}}\n'
}

function* objectPieces(objects: readonly KubeObject[]): Generator<string> {
  for (let start = 0; start < objects.length; start += pieceSize) {
    const texts = objects.slice(start, start + pieceSize).map((object) => `\n${JSON.stringify(object)}`)
    yield `${start === 0 ? '' : ','}${texts.join(',')}`
  }
}
