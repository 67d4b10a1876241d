import { constants } from 'node:fs'
import { readFile } from 'node:fs/promises'

/** The text of one of our own files. If a pipe has taken its place, it reads as empty instead of blocking forever. */
export const readOwnText = (file: string): Promise<string> =>
  readFile(file, {
    encoding: 'utf8',
    // Windows has neither this flag nor such pipes.
    flag: constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0),
  })
