import { goQuote } from '../words/go-text.ts'

/** An invalid field, in the API's words. */
export interface FieldError {
  /** As in a Status: `FieldValueInvalid` and the like. */
  reason: string
  /** For example `metadata.labels` or `data[key]`. */
  field: string
  /** Without the field. */
  message: string
}

const withDetail = (words: string, detail: string) => (detail === '' ? words : `${words}: ${detail}`)

export const required = (field: string, detail = ''): FieldError => ({
  reason: 'FieldValueRequired',
  field,
  message: withDetail('Required value', detail),
})

/** `value` is a text, or already formatted as Go does. */
export const invalid = (field: string, value: string | { written: string }, detail: string): FieldError => ({
  reason: 'FieldValueInvalid',
  field,
  message: `Invalid value: ${typeof value === 'string' ? goQuote(value) : value.written}: ${detail}`,
})

export const forbiddenField = (field: string, detail: string): FieldError => ({
  reason: 'FieldValueForbidden',
  field,
  message: withDetail('Forbidden', detail),
})

export const tooLong = (field: string, most: number): FieldError => ({
  reason: 'FieldValueTooLong',
  field,
  message: `Too long: must have at most ${most} bytes`,
})

/** `written` is the value formatted as Go does. */
export const unsupported = (field: string, written: string, supported: readonly string[]): FieldError => ({
  reason: 'FieldValueNotSupported',
  field,
  message: `Unsupported value: ${written}: supported values: ${supported.map(goQuote).join(', ')}`,
})

/** All errors in one sentence, without duplicates. */
export function sentenceOf(errors: readonly FieldError[]): string {
  const sentences = [...new Set(errors.map(({ field, message }) => `${field}: ${message}`))]
  return sentences.length === 1 ? (sentences[0] ?? '') : `[${sentences.join(', ')}]`
}
