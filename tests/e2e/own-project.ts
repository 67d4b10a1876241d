import { randomSuffix } from '../cluster/random-suffix.ts'

/**
 * A unique project name for one test, even if it runs several times on one cluster: for tests that choose the project
 * in the window, where two with the same name look the same.
 */
export const ownProject = (name: string): string => `${name}-${randomSuffix()}`
