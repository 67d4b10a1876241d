/**
 * A text with written out what can't be seen or turns the direction of reading: what is shown is what there is.
 * Line breaks and tabs stay.
 */
export const visibleText = (text: string): string =>
  text.replace(/(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    return `\\u{${code.toString(16)}}`
  })
