/**
 * Packs a value as text for sending between processes, one text per argument: `u` is undefined, `s` begins a string
 * that stays unchanged (so that an inner format isn't escaped again), `j` begins JSON.
 */
export function pack(value: unknown): string {
  if (value === undefined) return 'u'
  return typeof value === 'string' ? `s${value}` : `j${JSON.stringify(value)}`
}

/** The inverse of `pack`. */
export function unpack(text: string): unknown {
  if (text === 'u') return undefined
  return text.startsWith('s') ? text.slice(1) : (JSON.parse(text.slice(1)) as unknown)
}
