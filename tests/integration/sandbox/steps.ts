import type { Reply } from './worlds.ts'

/** Pieces that the flows are made of. */

export const metadataOf = ({ body }: Reply) =>
  (body as { metadata: { uid: string; resourceVersion: string; continue?: string } }).metadata

export const secret = (name: string, metadata: object = {}, more: object = {}) => ({
  metadata: { name, ...metadata },
  ...more,
})

export const hold = ['example.com/hold']
