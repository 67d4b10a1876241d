import type { Reply } from './worlds.ts'

/** The building blocks of the flows. */

export const metadataOf = ({ body }: Reply) =>
  (body as { metadata: { uid: string; resourceVersion: string; continue?: string } }).metadata

export const secret = (name: string, metadata: object = {}, more: object = {}) => ({
  metadata: { name, ...metadata },
  ...more,
})

export const hold = ['example.com/hold']
