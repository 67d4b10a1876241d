/**
 * The JSON that `kubectl create secret docker-registry` writes to `.dockerconfigjson`, byte for byte: Go's order of
 * fields, no whitespace, and Go's escaping, which includes `<`, `>` and `&`.
 */
export function dockerConfigJson(url: string, username: string, password: string): string {
  const auth = Buffer.from(`${username}:${password}`, 'utf8').toString('base64')
  const entry = `{"username":${goString(username)},"password":${goString(password)},"auth":"${auth}"}`
  return `{"auths":{${goString(url)}:${entry}}}`
}

const escapedByGo = /[<>&\u2028\u2029]/g

/**
 * A JSON string as Go's encoder writes it since 1.22. Earlier versions wrote `\u0008` for `\b` and `\u000c` for `\f`.
 */
function goString(text: string): string {
  return JSON.stringify(text).replace(
    escapedByGo,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
