import { join } from 'node:path'
import { failed } from '../../../shared/failure.ts'
import type { KubeconfigPlace } from '../../../shared/failure.ts'
import { reasonOf } from '../../base/file-error.ts'
import { readRegularFile } from '../../base/read-regular-file.ts'

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
export function placesOf(request: PlacesRequest): Pick<KubeconfigPlace, 'source' | 'path'>[] {
  const { argument = '', chosen = '', environment, home, platform } = request
  if (chosen !== '') return [{ source: 'chosen', path: chosen }]
  if (argument !== '') return [{ source: 'argument', path: argument }]
  const variable = environment['KUBECONFIG'] ?? ''
  if (variable !== '') {
    const paths = variable.split(platform === 'win32' ? ';' : ':').filter((path) => path !== '')
    return [...new Set(paths)].map((path) => ({ source: 'environment', path }))
  }
  return [{ source: 'default', path: join(home, '.kube', 'config') }]
}

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
