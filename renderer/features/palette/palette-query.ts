import type { PaletteGroup } from './palette-item.ts'

/** Prefixes of a query that narrow the palette. */
export const queryPrefixes = { '>': 'Actions', '@': 'Clusters' } as const satisfies Record<
  string,
  PaletteGroup
>

export interface PaletteQuery {
  /** The only group to search. `null` for all. */
  only: PaletteGroup | null
  text: string
}

export function readPaletteQuery(typed: string): PaletteQuery {
  const first = typed.charAt(0)
  return first in queryPrefixes
    ? { only: queryPrefixes[first as keyof typeof queryPrefixes], text: typed.slice(1).trimStart() }
    : { only: null, text: typed }
}
