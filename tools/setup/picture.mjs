import { randomBytes } from 'node:crypto'
import { accessSync, closeSync, constants, fsyncSync, lstatSync, openSync, readSync } from 'node:fs'
import { renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const pngBegin = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/**
 * Why a picture can't be saved under this absolute path, in a sentence; undefined if it can. A picture only replaces a
 * picture, never another file.
 * @param {string} path
 * @returns {string | undefined}
 */
export function pictureProblem(path) {
  if (path.includes('\0') || /[/\\]$/.test(path)) return 'it isn’t a file name'
  const folder = dirname(path)
  try {
    if (!statSync(folder).isDirectory()) return `${folder} isn’t a folder`
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    return error.code === 'ENOENT'
      ? `the folder ${folder} doesn’t exist`
      : `${folder} can’t be written (${error.code})`
  }
  return problemOfOld(path)
}

function problemOfOld(path) {
  try {
    const old = lstatSync(path)
    if (old.isDirectory()) return 'it’s a folder'
    if (!old.isFile()) return 'something other than a file has that name'
    return old.size === 0 || isPng(path) ? undefined : 'a file that isn’t a PNG picture has that name'
  } catch (error) {
    return error.code === 'ENOENT' ? undefined : `it can’t be read (${error.code})`
  }
}

function isPng(path) {
  const file = openSync(path, 'r')
  try {
    const begin = Buffer.alloc(pngBegin.length)
    readSync(file, begin, 0, begin.length, 0)
    return begin.equals(pngBegin)
  } finally {
    closeSync(file)
  }
}

/**
 * Saves a picture that only its user can read, completely or not at all.
 * @param {string} path
 * @param {Buffer} picture
 */
export function savePicture(path, picture) {
  // Something may have appeared meanwhile.
  const problem = pictureProblem(path)
  if (problem) throw new Error(`Can’t save the picture as ${path}: ${problem}.`)
  const temporary = join(
    dirname(path),
    `.${basename(path).slice(0, 60)}.${randomBytes(6).toString('hex')}.tmp`,
  )
  const file = openSync(temporary, 'wx', 0o600)
  try {
    try {
      for (let at = 0; at < picture.length;) at += writeSync(file, picture, at)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}
