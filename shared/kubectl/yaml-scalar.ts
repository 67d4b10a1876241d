const wordsOfOtherTypes = /^(?:true|false|null|yes|no|on|off|y|n|nan|inf)$/i

/** A YAML scalar that parses to exactly this text. */
export function yamlScalar(text: string): string {
  const isPlain = /^[a-z](?:[\w ./-]*[\w/])?$/i.test(text) && !wordsOfOtherTypes.test(text)
  if (isPlain) return text
  // JSON is YAML, except for line breaks that only YAML knows and characters that it forbids.
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
