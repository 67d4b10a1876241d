/** A token of a label selector; `text` is what the API's messages quote. */
export interface Token {
  kind: 'text' | 'end' | 'error' | 'in' | 'notin' | '(' | ')' | ',' | '!' | '=' | '==' | '!=' | '>' | '<'
  text: string
}

/** Reads tokens one by one; where a value is allowed, `in` and `notin` are plain texts. */
export interface TokenReader {
  take: () => Token
  takeValue: () => Token
  peekValue: () => Token
}

const symbols = new Set(['=', '==', '!=', '!', '(', ')', ',', '>', '<'])
const isSymbol = (character: string) => /^[=!(),><]$/.test(character)
const isSpace = (character: string) => /^[ \t\r\n]$/.test(character)

export function readTokens(text: string): TokenReader {
  const tokens = scan(text)
  const end: Token = { kind: 'end', text: '' }
  let at = 0
  const peek = () => tokens[at] ?? end
  const asValue = (token: Token): Token =>
    token.kind === 'in' || token.kind === 'notin' ? { ...token, kind: 'text' } : token
  const take = () => {
    const token = peek()
    at += 1
    return token
  }
  return { take, takeValue: () => asValue(take()), peekValue: () => asValue(peek()) }
}

function scan(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const character = text.charAt(at)
    // The server treats a zero byte as the end.
    if (character === '\0') break
    if (isSpace(character)) {
      at += 1
      continue
    }
    const token = isSymbol(character) ? scanSymbol(text, at) : scanText(text, at)
    tokens.push(token.token)
    at = token.end
  }
  return tokens
}

/** The longest symbol that starts here. Splits invalid combinations like the server. */
function scanSymbol(text: string, start: number): { token: Token; end: number } {
  let found: Token | null = null
  let at = start
  let read = ''
  while (at < text.length && isSymbol(text.charAt(at))) {
    read += text.charAt(at)
    at += 1
    if (symbols.has(read)) {
      found = { kind: read as Token['kind'], text: read }
    } else if (found !== null) {
      return { token: found, end: at - 1 }
    }
  }
  const error: Token = { kind: 'error', text: `error expected: keyword found '${read}'` }
  return { token: found ?? error, end: at }
}

function scanText(text: string, start: number): { token: Token; end: number } {
  let end = start
  while (end < text.length && !isSymbol(text.charAt(end)) && !isSpace(text.charAt(end))) {
    if (text.charAt(end) === '\0') break
    end += 1
  }
  const word = text.slice(start, end)
  return { token: { kind: word === 'in' || word === 'notin' ? word : 'text', text: word }, end }
}
