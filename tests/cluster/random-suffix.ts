import { randomBytes } from 'node:crypto'

/** Neither a digit of base 16 nor a vowel. */
const letters = 'ghjklmnpqrstvwxz'

/**
 * Eight random letters that set a name apart. Hexadecimal ones would look like the encoded form of a value, which
 * Credenza hides from what a cluster says: each two hundredth name of a user did.
 */
export const randomSuffix = (): string =>
  Array.from(randomBytes(8), (byte) => letters[byte % letters.length]).join('')
