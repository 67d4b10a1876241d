import { lstat, opendir } from 'node:fs/promises'
import { join, parse, sep } from 'node:path'

/** The character that replaces invalid UTF-8 in a decoded text. */
const unreadable = '\uFFFD'

/**
 * The real path, as bytes, of a path whose text may have lost some. File names are bytes, but dialogs, folder listings
 * and command lines hand them over as text, with invalid UTF-8 replaced, and that text doesn't open the file. Finds the
 * only name in the folder that decodes to this text. Rejects with ENOENT if none or several do.
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
  // @types/node doesn't type names as bytes.
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
