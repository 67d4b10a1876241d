const joined = (items: readonly string[], word: string): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1) ?? ''}`

/** `a`, `a and b`, `a, b and c`. */
export const andList = (items: readonly string[]): string => joined(items, 'and')

/** `a`, `a or b`, `a, b or c`. */
export const orList = (items: readonly string[]): string => joined(items, 'or')
