/** Begins a line of a private key in each of its text forms; PuTTY has a form of its own. */
const privateKey = /^(?:-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----|PuTTY-User-Key-File-\d+:)/m
const publicKey =
  /^\s*(?:(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-\S+ AAAA|---- BEGIN SSH2 PUBLIC KEY ----|-----BEGIN (?:RSA )?PUBLIC KEY-----)/

/** What a text is, by how it begins: what is in it is not read. */
export type SshKeyText = 'private' | 'putty' | 'public' | 'cut' | 'unknown'

/** Tells a private key from a public one; one whose last line is missing is `cut`. */
export function sshKeyText(text: string): SshKeyText {
  if (publicKey.test(text)) return 'public'
  const begin = privateKey.exec(text)?.[0]
  if (begin === undefined) return 'unknown'
  if (begin.startsWith('PuTTY')) return 'putty'
  return text.includes(begin.replace('BEGIN', 'END')) ? 'private' : 'cut'
}

/** OpenSSH does not read a key whose last line has no end. */
export const lacksLastLineBreak = (text: string): boolean =>
  text !== '' && !text.endsWith('\n') && sshKeyText(text) === 'private'

export const withLastLineBreak = (text: string): string => (lacksLastLineBreak(text) ? `${text}\n` : text)
