import { formsOf } from './value-forms.ts'

const dots = '••••••••'

/** From so many characters on the beginning or the end of a form is taken out too: who repeats it may have cut it. */
const pieceLength = 8

/**
 * Takes values out of a text that a cluster sent, in every form in which it may repeat them: as they are, in base64,
 * and escaped for JSON, Go or a URL. A mask of a value that is short takes out more than was meant: better than less.
 */
export function createMask(values: readonly string[]): (text: string) => string {
  const masked = values.filter((value) => value !== '')
  return (text) => {
    // What is longer than the text can only stand there in part.
    const most = Math.max(text.length, pieceLength)
    const parts = masked.flatMap((value) =>
      value.length > most ? [value.slice(0, most), value.slice(-most)] : [value],
    )
    const forms = [...new Set(parts.flatMap(formsOf))]
    return withoutRanges(
      text,
      forms.flatMap((form) => rangesOf(form, text)),
    )
  }
}

type Range = readonly [from: number, to: number]

/** Where a form stands in a text, and where its beginning or its end does. */
function rangesOf(form: string, text: string): Range[] {
  if (form.length < pieceLength) return placesOf(form, text).map((from) => [from, from + form.length])
  const beginnings = placesOf(form.slice(0, pieceLength), text).map((from): Range => {
    let length = pieceLength
    while (length < form.length && text[from + length] === form[length]) length += 1
    return [from, from + length]
  })
  const ends = placesOf(form.slice(-pieceLength), text).map((place): Range => {
    const to = place + pieceLength
    let length = pieceLength
    while (length < form.length && text[to - length - 1] === form[form.length - length - 1]) length += 1
    return [to - length, to]
  })
  return [...beginnings, ...ends]
}

function placesOf(piece: string, text: string): number[] {
  const places: number[] = []
  for (let place = text.indexOf(piece); place >= 0; place = text.indexOf(piece, place + 1)) places.push(place)
  return places
}

/** One mask for ranges that touch: what is left between two must not tell where they met. */
function withoutRanges(text: string, ranges: Range[]): string {
  let result = ''
  let end = 0
  let isMasked = false
  for (const [from, to] of ranges.sort(([one], [other]) => one - other)) {
    if (from > end || !isMasked) result += `${text.slice(end, from)}${dots}`
    end = Math.max(end, to)
    isMasked = true
  }
  return result + text.slice(end)
}
