import type { Ask } from './worlds.ts'

/** One request, sent to a namespace as the contract's scene left it. None of them changes anything. */
export interface Case extends Partial<Ask> {
  name: string
  /** After the collection of Secrets of the namespace, unless it begins with the root of an API. */
  at?: string
}

/** A secret to be made, as most cases begin. */
export const named = (metadata: object, more: object = {}) => ({
  metadata: { name: 'made', ...metadata },
  ...more,
})

export const dryRun = '?dryRun=All'
/** Longer than any name may be, and longer than a label may be. */
export const long = 'a'.repeat(300)
export const tooLongName = 'a'.repeat(64)
