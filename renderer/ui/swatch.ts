import { swatches } from './theme.ts'

export type SwatchName = keyof typeof swatches

/** The names of the eight cluster colors. */
export const swatchNames = Object.keys(swatches) as SwatchName[]

/** The default color of a context, always the same for the same name. */
export function swatchOf(context: string): SwatchName {
  let hash = 0x811c9dc5
  for (const character of context) {
    hash ^= character.codePointAt(0) ?? 0
    hash = Math.imul(hash, 0x01000193)
  }
  return swatchNames[(hash >>> 0) % swatchNames.length] ?? 'slate'
}
