import { lstat, readlink, stat } from 'node:fs/promises'
import { dirname, join, parse, resolve, sep } from 'node:path'

/** More links than this are a cycle. */
const mostLinks = 40

/**
 * The folders in which a change can make a path lead to other content: that of each link on the way, and the last one
 * that exists, which contains the file or would contain what is missing.
 */
export async function foldersOnTheWay(path: string): Promise<string[]> {
  const folders = new Set<string>()
  let { root: at, rest } = start(resolve(path))
  for (let links = 0; rest.length > 0;) {
    const [name = '', ...further] = rest
    const next = join(at, name)
    const target = await targetOf(next)
    if (target !== null && links < mostLinks) {
      links += 1
      folders.add(at)
      ;({ root: at, rest } = start(resolve(at, target), further))
    } else if (target === null && further.length > 0 && (await isFolder(next))) {
      at = next
      rest = further
    } else {
      break
    }
  }
  folders.add(await nearestFolder(at))
  return [...folders]
}

const start = (path: string, further: readonly string[] = []): { root: string; rest: string[] } => {
  const { root } = parse(path)
  return {
    root,
    rest: [
      ...path
        .slice(root.length)
        .split(sep)
        .filter((name) => name !== ''),
      ...further,
    ],
  }
}

const targetOf = (path: string): Promise<string | null> =>
  lstat(path).then(
    (found) => (found.isSymbolicLink() ? readlink(path) : null),
    () => null,
  )

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

async function nearestFolder(path: string): Promise<string> {
  for (let folder = path; ; folder = dirname(folder)) {
    if (folder === dirname(folder) || (await isFolder(folder))) return folder
  }
}
