import { randomBytes } from 'node:crypto'

/**
 * The name of a project that one test alone has, also where it runs several times on one cluster: for tests that choose
 * the project in the window, where two of the same name could not be told apart.
 */
export const ownProject = (name: string): string => `${name}-${randomBytes(4).toString('hex')}`
