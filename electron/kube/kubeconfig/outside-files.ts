import { readlink, realpath } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve as absolute, sep } from 'node:path'
import { reasonOf } from '../../base/file-error.ts'
import { lookInTime } from '../../base/read-regular-file.ts'
import type { PemSource, ResolvedContext } from './resolved-context.ts'

/** A file that a kubeconfig refers to and that isn't clearly its own. */
export interface OutsideFile {
  /** For example `tokenFile`. */
  field: string
  path: string
  /** The path with links resolved; `path` if it can't be resolved. */
  target: string
}

/**
 * The files outside the kubeconfig's folder that a context refers to, after resolving links and `..`. Reads none of
 * them. Hidden files count as outside, because they contain logins of other programs; so do all files if the kubeconfig
 * is in the folder `home` or above it.
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
      // Even a stat of another machine's path connects to it, on Windows with the user's login.
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

/**
 * A path with links resolved; for a path that doesn't exist, its existing part. A dangling link resolves to its target.
 */
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

/** A name that starts with two dots isn't hidden: Kubernetes mounts files that way. */
const isHidden = (folder: string, path: string): boolean =>
  relative(folder, path)
    .split(sep)
    .some((part) => /^\.[^.]/.test(part))

const isOfOtherMachine = (path: string): boolean => /^[\\/]{2}/.test(path)
