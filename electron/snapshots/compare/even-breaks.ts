/**
 * A text with all its line breaks as `\n`. Files keep the breaks within their cells as they are, so that they can be
 * written again; which kind it is depends on the tool that wrote it, so that two texts of different kinds are equal.
 */
export const evenBreaks = (text: string): string =>
  text.includes('\r') ? text.replace(/\r+\n|\n\r|\r/g, '\n') : text
