/** Format characters that are signs of their own, such as the Arabic sign of a number. */
const visibleFormats = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]/u

/**
 * What may stay of the invisible: the joiners and selectors within an emoji, the flags of England, Scotland and Wales,
 * and joiners between letters of scripts that are written with them.
 */
const legitimate = new RegExp(
  [
    String.raw`\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}`,
    String.raw`\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}`,
    String.raw`\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}`,
    String.raw`[0-9#*]\ufe0f\u20e3`,
    String.raw`\p{Extended_Pictographic}[\ufe0e\ufe0f]?\p{Emoji_Modifier}?(?:\u200d\p{Extended_Pictographic}\ufe0f?\p{Emoji_Modifier}?)*`,
    String.raw`(?<=[\p{L}\p{M}])(?<![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}])[\u200c\u200d](?=[\p{L}\p{M}])(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}])`,
  ].join('|'),
  'u',
)
/** All that is not to be seen, or changes how other characters are: controls, formats, fillers, private and unassigned. */
const invisible = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u
const either = new RegExp(`(?<kept>${legitimate.source})|${invisible.source}`, 'gu')

/**
 * A text from outside as it may be shown, in one line: what can't be seen, moves the cursor or turns the direction of
 * what follows is shown as what it is (`␛`, `⟨U+202E⟩`). Letters of every script and emoji stay.
 *
 * For what people look at alone: what is written, compared or copied has to stay as it is.
 */
export function visibleText(text: string): string {
  if (!invisible.test(text)) return text
  return text.replace(either, (piece: string, ...rest: unknown[]) => {
    const { kept } = rest.at(-1) as { kept?: string }
    return kept !== undefined || visibleFormats.test(piece) ? piece : nameOf(piece)
  })
}

/** As `visibleText`, but lines stay lines and tabs stay tabs. */
export const visibleLines = (text: string): string =>
  invisible.test(text)
    ? text
        .split(/(\r?\n|\t)/)
        .map((piece, at) => (at % 2 === 0 ? visibleText(piece) : piece.replace('\r', '')))
        .join('')
    : text

/** JSON in which everything that can't be seen, or turns the direction of a text, is written as `\uXXXX`. */
export const visibleJson = (value: unknown): string =>
  JSON.stringify(value).replace(new RegExp(invisible, 'gu'), (piece) =>
    Array.from({ length: piece.length }, (_, at) => escapeOf(piece.charCodeAt(at))).join(''),
  )

const escapeOf = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`

/** Anything that is shown: a text with its lines visible, all else as it is. */
export const visibleValue = (value: unknown): unknown =>
  typeof value === 'string' ? visibleLines(value) : value

/** Whether a text holds characters that can't be seen, or that turn the direction of others. */
export const hasInvisible = (text: string): boolean => visibleText(text) !== text

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  // Unicode has pictures of the oldest ones.
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  if (code === 0x7f) return '\u2421'
  return `\u27e8U+${code.toString(16).toUpperCase().padStart(4, '0')}\u27e9`
}
