import { startOf } from './start-of.ts'

/** Format characters with a visible form, such as the Arabic number sign. */
const visibleFormats = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]/u

/**
 * Invisible characters that are kept: joiners and selectors within emoji, the flags of England, Scotland and Wales, and
 * joiners between letters of scripts that need them.
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
/** Characters that are invisible or change how others look: controls, formats, fillers, private and unassigned. */
const invisible = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u
const either = new RegExp(`(?<kept>${legitimate.source})|${invisible.source}`, 'gu')

/**
 * External text for display in one line. What is invisible, moves the cursor or changes the text direction is shown as
 * a symbol (`␛`, `⟨U+202E⟩`). Letters of every script and emoji stay.
 *
 * Only for display: what is written, compared or copied must stay unchanged.
 */
export function visibleText(text: string): string {
  if (!invisible.test(text)) return text
  return text.replace(either, (piece: string, ...rest: unknown[]) => {
    const { kept } = rest.at(-1) as { kept?: string }
    return kept !== undefined || visibleFormats.test(piece) ? piece : nameOf(piece)
  })
}

/** The first `most` characters of an external text for display in one line, and an ellipsis if there are more. */
export const visibleStart = (text: string, most: number): string => visibleText(startOf(text, most))

/** Like `visibleText`, but keeps line breaks and tabs. */
export const visibleLines = (text: string): string =>
  invisible.test(text)
    ? text
        .split(/(\r?\n|\t)/)
        .map((piece, at) => (at % 2 === 0 ? visibleText(piece) : piece.replace('\r', '')))
        .join('')
    : text

/** JSON with everything that is invisible or changes the text direction escaped as `\uXXXX`. */
export const visibleJson = (value: unknown): string =>
  JSON.stringify(value).replace(new RegExp(invisible, 'gu'), (piece) =>
    Array.from({ length: piece.length }, (_, at) => escapeOf(piece.charCodeAt(at))).join(''),
  )

const escapeOf = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`

/** Any value for display: strings become visible with their lines kept, everything else is returned unchanged. */
export const visibleValue = (value: unknown): unknown =>
  typeof value === 'string' ? visibleLines(value) : value

/** Whether a text contains characters that are invisible or change the text direction. */
export const hasInvisible = (text: string): boolean => visibleText(text) !== text

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  // Unicode has symbols for the oldest ones.
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  if (code === 0x7f) return '\u2421'
  return `\u27e8U+${code.toString(16).toUpperCase().padStart(4, '0')}\u27e9`
}
