import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { failed } from '../../../shared/failure.ts'
import type { KubeconfigPlace } from '../../../shared/failure.ts'
import { reasonOf } from '../../base/file-error.ts'
import { lookInTime, readRegularFile } from '../../base/read-regular-file.ts'
import { splitPathList } from './path-list.ts'

export interface PlacesRequest {
  /** The file of `--kubeconfig`. */
  argument?: string | undefined
  /** A file that a person chose: it replaces all other places. */
  chosen?: string | undefined
  environment: NodeJS.ProcessEnv
  home: string
  platform: NodeJS.Platform
}

const sizeLimit = 10 * 1024 * 1024

/** Where kubectl looks, in its order. */
export async function placesOf(request: PlacesRequest): Promise<Pick<KubeconfigPlace, 'source' | 'path'>[]> {
  const { argument = '', chosen = '', environment, platform } = request
  if (chosen !== '') return [{ source: 'chosen', path: chosen }]
  if (argument !== '') return [{ source: 'argument', path: argument }]
  const variable = environment['KUBECONFIG'] ?? ''
  if (variable !== '') {
    const paths = splitPathList(variable, platform).filter((path) => path !== '')
    return [...new Set(paths)].map((path) => ({ source: 'environment', path }))
  }
  return [{ source: 'default', path: await defaultPath(request) }]
}

/** Windows has several variables for a home folder: kubectl uses the first one with a kubeconfig. */
async function defaultPath({ environment, home, platform }: PlacesRequest): Promise<string> {
  const pathIn = (folder: string) => join(folder, '.kube', 'config')
  if (platform === 'win32') {
    const { HOME = '', HOMEDRIVE = '', HOMEPATH = '' } = environment
    for (const folder of [HOME, HOMEDRIVE === '' || HOMEPATH === '' ? '' : HOMEDRIVE + HOMEPATH]) {
      if (folder !== '' && (await isThere(pathIn(folder)))) return pathIn(folder)
    }
  }
  return pathIn(home)
}

const isThere = (path: string): Promise<boolean> =>
  lookInTime(() => stat(path)).then(
    () => true,
    () => false,
  )

/**
 * The text of a kubeconfig file, `null` if there is none. Throws `kubeconfig-unreadable` with the system's code, EISDIR
 * for a directory, `not-a-file` for a file that could block the reader, or `too-large`; and `kubeconfig-malformed` for
 * bytes that aren't text.
 */
export async function readKubeconfigFile(file: string): Promise<string | null> {
  let bytes: Buffer
  try {
    bytes = await readRegularFile(file, { limit: sizeLimit })
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === 'ENOENT') return null
    throw failed('kubeconfig-unreadable', { file, reason })
  }
  return textOf(bytes, file)
}

/** UTF-8, or UTF-16 with a byte order mark, which some Windows shells write: kubectl reads both. */
function textOf(bytes: Buffer, file: string): string {
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe
  const isBig = bytes[0] === 0xfe && bytes[1] === 0xff
  const encoding = isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    const line = new TextDecoder(encoding).decode(bytes).split('\uFFFD', 1)[0]?.split('\n').length ?? 0
    throw failed('kubeconfig-malformed', { file, line, field: '', reason: 'not a text file' })
  }
}
