import { constants } from 'node:fs'
import { readFile } from 'node:fs/promises'

/** The text of a file of our own. A pipe that stands in its place reads as empty and can't make this wait for ever. */
export const readOwnText = (file: string): Promise<string> =>
  readFile(file, {
    encoding: 'utf8',
    // Windows has no such flag and no such pipes.
    flag: constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0),
  })
