import { constants } from 'node:fs'
import { readFile } from 'node:fs/promises'

/** The text of our own file. A pipe that is in its place reads as empty and can't make this wait forever. */
export const readOwnText = (file: string): Promise<string> =>
  readFile(file, {
    encoding: 'utf8',
    // Windows has no such flag and no such pipes.
    flag: constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0),
  })
