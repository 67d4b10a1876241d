/** Shorter texts occur in every message. */
const shortestGiven = 4
/** A shorter encoded form could be any word. */
const shortestPacked = 6
const gone = '***'

/** Names of environment variables with confidential values. */
const secretName = /token|secret|passw|pwd|key|credential|auth|cookie|session/i

/** What a program was given: its arguments, its own environment, and the inherited one. */
export interface Given {
  args: readonly string[]
  env: Readonly<Record<string, string>>
  inherited: Readonly<Record<string, string | undefined>>
}

/** What looks like a credential anywhere in a text. The first group of each match is kept. */
const signs: readonly RegExp[] = [
  /()-----BEGIN [^-\n]+-----[^]*?(?:-----END [^-\n]+-----|$)/g,
  /()\beyJ[\w-]{5,}(?:\.[\w-]*)*/g,
  /\b((?:bearer|basic|negotiate|digest)\s+)[\w.~+/=-]{4,}/gi,
  /([a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi,
  // Headers up to the end of the line: any scheme can precede the credential.
  /(\b(?:proxy-)?(?:authorization|authentication|set-cookie|cookie)["']?\s*[:=]\s*["']?)[^\r\n"']+/gi,
  // URLs that are credentials themselves, such as those of webhooks.
  /(\/(?:web-?hooks?|hooks?|services|workflows|bot)\/)[^\s"'<>]+/gi,
  /((?<![\w-])(?:-u|--(?:proxy-)?user)[\s=]+["']?)[^\s"':]+:[^\s"']+/g,
  /((?<![\w-])-p\s+)(?:"[^"]*"?|'[^']*'?|[^\s-]\S*)/g,
  // Assignments, including JSON, YAML, query parameters and options with a value.
  /(["']?[\w.-]*(?:token|secret|passw(?:or)?d|passphrase|pwd|api[-_]?key|access[-_]?key|private[-_]?key|client[-_]?key|credentials?|auth(?:orization)?|cookie|signature|otp|code)["']?\s*(?:[:=]|=>)\s*)(?:"(?:[^"\\]|\\.)*"?|'[^']*'?|[^\s,;&}\]]+)/gi,
  /((?<![\w-])--?[\w-]*(?:token|secret|password|passwd|passphrase|key)[\w-]*\s+)(?:"[^"]*"?|'[^']*'?|[^\s-]\S*)/gi,
  // AWS, GitHub, GitLab, Slack, Vault, Google, npm, DigitalOcean, Docker, Azure.
  /()\b(?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA|ABIA|ACCA)[0-9A-Z]{12,}/g,
  /()\b(?:gh[a-z]_|github_pat_|gl[a-z]{2,6}-|xox[a-z]-|xapp-|hv[a-z]\.|s\.|AIza|ya29\.|1\/\/0|npm_|do[a-z]_v1_|dckr_[a-z]+_|sk-|pk-|rk_|nvapi-|kubeconfig-u-)[\w./-]{8,}/g,
  /()(?<![\w/+-])(?=[\w+/-]*\d)(?=[\w+/-]*[a-z])(?=[\w+/-]*[A-Z])[\w+/-]{20,}={0,2}/g,
  /()(?<![\w+/=-])[A-Za-z0-9+/_-]{10,}={1,2}(?![\w=])/g,
  /()\b(?=[a-z]*\d)[a-z0-9]{24,}\b/gi,
  /()\b[0-9a-f]{8}(?:-[0-9a-f]{4,12}){3,}\b/gi,
]

/** Characters reported, from the end of the output. */
const toldLimit = 4 * 1024
/** Maximum length of an encoded character, in bytes or in characters. */
const longestForm = 9

/**
 * Collects a program's output and returns its end, without what it was given (arguments and environment values of at
 * least four characters) and without anything that looks like a token, a key or a password. In doubt it removes too
 * much. Masks before cutting, because half a value wouldn't be recognized.
 */
export function keepEnd(given: Given): { push: (chunk: Buffer) => void; told: () => string } {
  // A value that was cut at the start of the kept part ends within this length.
  const mostCut = longestForm * Math.max(0, ...textsOf(given).map(({ length }) => length))
  const kept = 4 * toldLimit + 2 * mostCut
  let end = Buffer.alloc(0)
  let isCut = false
  return {
    push: (chunk) => {
      const all = Buffer.concat([end, chunk])
      isCut ||= all.length > kept
      end = all.subarray(-kept)
    },
    told: () => {
      const known = withoutGiven(end.toString('utf8'), given).trimEnd()
      const whole = isCut ? known.slice(mostCut) : known
      return withoutSigns(cutToLines(whole)).slice(-toldLimit).trim()
    },
  }
}

/** The last lines of a long text: a token doesn't span lines. */
function cutToLines(text: string): string {
  if (text.length <= 2 * toldLimit) return text
  const last = text.slice(-2 * toldLimit)
  const line = last.indexOf('\n') + 1
  return last.slice(line > 0 && line < toldLimit ? line : toldLimit)
}

const withoutSigns = (text: string): string =>
  signs.reduce((rest, sign) => rest.replace(sign, `$1${gone}`), text)

function withoutGiven(said: string, given: Given): string {
  const forms = [...new Set(textsOf(given).flatMap(formsOfGiven))].sort((a, b) => b.length - a.length)
  return forms.reduce((text, form) => replacedIn(text, form), said)
}

function textsOf({ args, env, inherited }: Given): string[] {
  const inheritedSecrets = Object.entries(inherited).flatMap(([name, value = '']) =>
    secretName.test(name) ? [value] : [],
  )
  return [...args.flatMap(withValue), ...Object.values(env), ...inheritedSecrets]
}

/** `--name=value`, and only the value. */
const withValue = (arg: string) => [arg, arg.slice(arg.indexOf('=') + 1)]

function formsOfGiven(given: string): string[] {
  const lines = given.split(/\r?\n/)
  const plain = [given, given.trim(), ...lines].filter(({ length }) => length >= shortestGiven)
  const escaped = plain.flatMap((text) => [
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text.toWellFormed()),
  ])
  const packed = plain
    .filter(({ length }) => length >= shortestPacked)
    .flatMap((text) => {
      const bytes = Buffer.from(text, 'utf8')
      return [bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url'), bytes.toString('hex')]
    })
  return [...plain, ...escaped, ...packed]
}

const replacedIn = (text: string, form: string): string =>
  text.replace(new RegExp(form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'gi'), gone)
