import { lstat, opendir } from 'node:fs/promises'
import { join, parse, sep } from 'node:path'

/** What is in a text for bytes that are no UTF-8. */
const unreadable = '\uFFFD'

/**
 * The path of a file by the bytes of its name. Names are bytes, and reach this process as text: dialogs, folders and
 * command lines put a sign in the place of bytes that are no UTF-8, and the file is not found by that text. It is
 * found by the one name in its folder that reads so. Fails with ENOENT if none does, or several do.
 */
export async function pathOnDisk(path: string): Promise<string | Buffer> {
  if (!path.includes(unreadable) || (await isThere(path))) return path
  const { root } = parse(path)
  let found: Buffer = Buffer.from(root)
  for (const part of path.slice(root.length).split(sep)) {
    const name = part.includes(unreadable) ? await nameOnDisk(found, part) : Buffer.from(part)
    found = Buffer.concat([found, Buffer.from(found.length <= root.length ? '' : sep), name])
  }
  return found
}

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  )

async function nameOnDisk(folder: Buffer, name: string): Promise<Buffer> {
  let found: Buffer | null = null
  // @types/node knows no names that are bytes.
  for await (const entry of await opendir(folder, {
    encoding: 'buffer' as BufferEncoding,
  })) {
    const own = entry.name as unknown as Buffer
    if (own.toString('utf8') !== name) continue
    if (found !== null) throw noSuchFile(folder, name)
    found = own
  }
  if (found === null) throw noSuchFile(folder, name)
  return found
}

const noSuchFile = (folder: Buffer, name: string): Error =>
  Object.assign(new Error(`no such file: ${join(folder.toString('utf8'), name)}`), { code: 'ENOENT' })
