/** One way to sign in that a server offers. */
export interface Challenge {
  /** In lower case, such as `basic`, `bearer`. */
  scheme: string
  /** By name in lower case. */
  parameters: Readonly<Record<string, string>>
}

/** How many challenges are read, and how many characters in total. */
const mostChallenges = 10
const longestHeader = 16_384

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const parameter = new RegExp(`^(${token})[ \\t]*=[ \\t]*(?:"((?:[^"\\\\]|\\\\.)*)"|(${token}))`)
const scheme = new RegExp(`^(${token})(?:[ \\t]+|$|(?=,))`)
/** What some schemes have instead of parameters. */
const token68 = /^[A-Za-z0-9._~+/-]+=*[ \t]*(?=,|$)/

/**
 * Parses the `WWW-Authenticate` headers of an answer (RFC 9110, section 11.6.1): there may be several, each with
 * several challenges, separated by commas like their parameters. A header is read up to the first syntax error.
 */
export function readChallenges(headers: readonly string[]): Challenge[] {
  return headers.flatMap((header) => challengesIn(header.slice(0, longestHeader))).slice(0, mostChallenges)
}

function challengesIn(header: string): Challenge[] {
  const found: { scheme: string; parameters: Record<string, string> }[] = []
  let rest = header.trim()
  while (rest !== '' && found.length <= mostChallenges) {
    const pair = parameter.exec(rest)
    const current = found.at(-1)
    if (pair !== null && current !== undefined) {
      const [whole, name = '', quoted, plain = ''] = pair
      // The first of two parameters with the same name wins, so that a later one can't replace it.
      current.parameters[name.toLowerCase()] ??= quoted?.replace(/\\(.)/g, '$1') ?? plain
      rest = afterComma(rest.slice(whole.length))
      continue
    }
    const begun = scheme.exec(rest)
    if (begun === null) break
    found.push({
      scheme: (begun[1] ?? '').toLowerCase(),
      parameters: Object.create(null) as Record<string, string>,
    })
    rest = rest.slice(begun[0].length)
    if (!parameter.test(rest)) rest = rest.replace(token68, '')
    rest = afterComma(rest)
  }
  return found
}

const afterComma = (text: string): string => text.replace(/^[ \t,]+/, '')
