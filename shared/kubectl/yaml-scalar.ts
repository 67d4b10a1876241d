const wordsOfOtherTypes = /^(?:true|false|null|yes|no|on|off|y|n|nan|inf)$/i

/** One scalar of YAML that reads as this very text. */
export function yamlScalar(text: string): string {
  const isPlain = /^[a-z](?:[\w ./-]*[\w/])?$/i.test(text) && !wordsOfOtherTypes.test(text)
  if (isPlain) return text
  // JSON is YAML, but for line breaks that only YAML knows and characters that it does not allow.
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
