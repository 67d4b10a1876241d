/**
 * Values cross between processes as text, one text for each argument: `u` is undefined, `s` begins a string that
 * stays as it is (an own format inside is not escaped a second time), `j` begins JSON.
 */
export function pack(value: unknown): string {
  if (value === undefined) return 'u'
  return typeof value === 'string' ? `s${value}` : `j${JSON.stringify(value)}`
}

/** The value that `pack` made the text of. */
export function unpack(text: string): unknown {
  if (text === 'u') return undefined
  return text.startsWith('s') ? text.slice(1) : (JSON.parse(text.slice(1)) as unknown)
}
