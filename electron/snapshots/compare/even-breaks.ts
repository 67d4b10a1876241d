/**
 * Normalizes line breaks to `\n` for comparisons: their kind depends on the tool that wrote the file. Tables keep the
 * original breaks, so that cells are written unchanged.
 */
export const evenBreaks = (text: string): string =>
  text.includes('\r') ? text.replace(/\r+\n|\n\r|\r/g, '\n') : text
