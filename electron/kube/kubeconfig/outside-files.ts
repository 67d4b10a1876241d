import { readlink, realpath } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve as absolute, sep } from 'node:path'
import { reasonOf } from '../../base/file-error.ts'
import { lookInTime } from '../../base/read-regular-file.ts'
import type { PemSource, ResolvedContext } from './resolved-context.ts'

/** A file that a kubeconfig names and that is not clearly its own. */
export interface OutsideFile {
  /** Such as `tokenFile`. */
  field: string
  path: string
  /** Where the path leads once its links are followed; `path` if it can't be told. */
  target: string
}

/**
 * The files that a context names outside the folder of its kubeconfig, its links and `..` followed. Reads none of them.
 * Hidden files hold logins of other programs, and in the folder `home` or above it everything is the user's: those count
 * as outside.
 */
export async function outsideFiles(context: ResolvedContext, home: string): Promise<OutsideFile[]> {
  const { signIn, authority, clientCertificate, file } = context
  const named = [
    ...(signIn.kind === 'token-file' ? [{ field: 'tokenFile', path: signIn.file }] : []),
    ...fileOf(clientCertificate?.certificate ?? null),
    ...fileOf(clientCertificate?.key ?? null),
    ...fileOf(authority),
  ]
  const folder = dirname(absolute(file))
  if (named.length === 0) return []
  const [realFolder, realHome] = await Promise.all([followed(folder), followed(absolute(home))])
  const isShared = realFolder === realHome || isWithin(realFolder, realHome)
  const isOwn = (base: string, path: string) => !isShared && isWithin(base, path) && !isHidden(base, path)
  const found = await Promise.all(
    named.map(async ({ field, path }): Promise<OutsideFile | null> => {
      const isOutside = !isOwn(folder, absolute(path))
      // Looking at a path of another machine connects to it, on Windows with the user's login.
      if (isOutside && isOfOtherMachine(path)) return { field, path, target: path }
      const target = await followed(absolute(path))
      return isOutside || !isOwn(realFolder, target) ? { field, path, target } : null
    }),
  )
  return found.filter((one) => one !== null)
}

function fileOf(source: PemSource | null): { field: string; path: string }[] {
  return source?.kind === 'file' ? [{ field: source.field, path: source.file }] : []
}

const mostLinks = 40

/** A path without links; of what does not exist, as far as it does. A link to nothing leads to where that would be. */
async function followed(path: string, links = 0): Promise<string> {
  try {
    return await lookInTime(() => realpath(path))
  } catch (error) {
    const folder = dirname(path)
    if (folder === path || !['ENOENT', 'ENOTDIR'].includes(reasonOf(error)) || links > mostLinks) return path
    const target = await lookInTime(() => readlink(path)).catch(() => null)
    if (target !== null) return followed(absolute(folder, target), links + 1)
    return join(await followed(folder, links), path.slice(folder.length))
  }
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** What begins with two dots is how Kubernetes mounts files. */
const isHidden = (folder: string, path: string): boolean =>
  relative(folder, path)
    .split(sep)
    .some((part) => /^\.[^.]/.test(part))

const isOfOtherMachine = (path: string): boolean => /^[\\/]{2}/.test(path)
