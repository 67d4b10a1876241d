import type { Ask } from './worlds.ts'

/** One request, sent to a namespace in the state of the contract's scene. None of them changes anything. */
export interface Case extends Partial<Ask> {
  name: string
  /** Relative to the namespace's collection of Secrets, unless it begins with an API root. */
  at?: string
}

/** A secret to create, as in most cases. */
export const named = (metadata: object, more: object = {}) => ({
  metadata: { name: 'made', ...metadata },
  ...more,
})

export const dryRun = '?dryRun=All'
/** Longer than any name or label may be. */
export const long = 'a'.repeat(300)
export const tooLongName = 'a'.repeat(64)
