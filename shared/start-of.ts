const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A character can consist of several, as an emoji of a family does. Few need more. */
const longestCharacter = 64

/**
 * The first `most` characters of a text, and an ellipsis if there are more. Never splits an emoji, or a letter from its
 * marks.
 */
export function startOf(text: string, most: number): string {
  if (text.length <= most) return text
  let end = 0
  for (const { index, segment } of characters.segment(text.slice(0, most + longestCharacter))) {
    if (index + segment.length > most) break
    end = index + segment.length
  }
  // Someone has put hundreds of marks on one letter.
  const start = end === 0 ? text.slice(0, most).toWellFormed() : text.slice(0, end)
  return `${start.trimEnd()}…`
}
