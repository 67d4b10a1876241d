/** The shells for which commands can be formatted. */
export const shells = ['posix', 'powershell'] as const
export type Shell = (typeof shells)[number]

/** A piece of an argument. A placeholder is filled in later, and stays inside quotes. */
export interface ArgumentPiece {
  text: string
  kind: 'plain' | 'placeholder'
}
/** One argument as a program receives it. `isBlock` puts it into one pair of quotes, including placeholders. */
export interface Argument {
  pieces: readonly ArgumentPiece[]
  isBlock?: boolean
}

/** One call of kubectl. */
export interface Invocation {
  namespace: Argument
  /** Our own text, such as `label secret`. */
  verb: string
  names: readonly Argument[]
  /** Options, by line. */
  options: readonly (readonly Argument[])[]
  /** What follows names and options, each on its own line. */
  changes: readonly Argument[]
}
/** Calls that run one after another. */
export type ShellCommand = readonly Invocation[]

/** A part of a formatted command. */
export interface CommandPart {
  text: string
  kind: 'plain' | 'verb' | 'placeholder'
}

export const plain = (text: string): ArgumentPiece => ({ text, kind: 'plain' })
export const placeholder = (word: string): ArgumentPiece => ({ text: `<${word}>`, kind: 'placeholder' })
export const argument = (...pieces: readonly (string | ArgumentPiece)[]): Argument => ({
  pieces: pieces.map((piece) => (typeof piece === 'string' ? plain(piece) : piece)),
})

/** Formats a command for display and copying. Every text in it reaches kubectl unchanged, whatever it contains. */
export function commandParts(command: ShellCommand, shell: Shell): CommandPart[] {
  const calls = command.map((call) => callParts(call, shell))
  const parts = calls.flatMap((call, at) => (at === 0 ? call : [part('\n'), ...call]))
  const isLegacy =
    shell === 'powershell' && command.some((call) => argumentsOf(call).some((each) => needsOwnQuotes(each)))
  if (!isLegacy) return parts
  // In this mode all versions of PowerShell pass double quotes in the same way. The block limits it to this command.
  return [part("& { $PSNativeCommandArgumentPassing = 'Legacy'\n"), ...parts, part('\n}')]
}

/** The text of a command for copying. */
export const commandText = (command: ShellCommand, shell: Shell = 'posix'): string =>
  commandParts(command, shell)
    .map(({ text }) => text)
    .join('')

const part = (text: string): CommandPart => ({ text, kind: 'plain' })

const argumentsOf = ({ namespace, names, options, changes }: Invocation): readonly Argument[] => [
  namespace,
  ...names,
  ...options.flat(),
  ...changes,
]

function callParts({ namespace, verb, names, options, changes }: Invocation, shell: Shell): CommandPart[] {
  const write = writers[shell]
  const goOn = part(` ${shell === 'posix' ? '\\' : '`'}\n  `)
  const words = (line: readonly Argument[]) =>
    line.flatMap((each, at) => [...(at === 0 ? [] : [part(' ')]), ...write(each)])
  const lines = (all: readonly (readonly Argument[])[]) => all.flatMap((line) => [goOn, ...words(line)])
  const named = words(names)
  // A name that looks like an option goes after the `--` that ends them.
  const isOption = names.some(({ pieces }) => pieces[0]?.text.startsWith('-'))
  return [
    { text: 'kubectl', kind: 'verb' },
    part(' -n '),
    ...write(namespace),
    goOn,
    { text: verb, kind: 'verb' },
    ...(isOption ? [] : [part(' '), ...named]),
    ...lines(options),
    ...(isOption ? [goOn, ...write(argument('--')), part(' '), ...named] : []),
    ...lines(changes.map((each) => [each])),
  ]
}

const writers: Readonly<Record<Shell, (given: Argument) => CommandPart[]>> = {
  posix: posixWord,
  powershell: powerShellWord,
}

/** Quotes any text as one word of a POSIX shell. zsh would replace an initial `=` by a program's path. */
export function shellWord(text: string): string {
  return /^(?!=)[\w/:.,@%+=-]+$/.test(text) ? text : `'${insideQuotes(text)}'`
}
const insideQuotes = (text: string) => text.replaceAll("'", String.raw`'\''`)

function posixWord({ pieces, isBlock = false }: Argument): CommandPart[] {
  if (isBlock)
    return [part("'"), ...pieces.map(({ text, kind }) => ({ text: insideQuotes(text), kind })), part("'")]
  return pieces.flatMap((piece): CommandPart[] =>
    piece.kind === 'placeholder' ? [part("'"), piece, part("'")] : [part(shellWord(piece.text))],
  )
}

const textOf = ({ pieces }: Argument) => pieces.map(({ text }) => text).join('')

/** PowerShell before 7.3 passes double quotes unescaped, and a final backslash would escape its own quote. */
const needsOwnQuotes = (given: Argument) => /"|\\$/.test(textOf(given))

/** PowerShell also accepts typographic quotes, which end a string. */
const powerShellQuotes = /['\u2018-\u201b]/g

function powerShellWord(given: Argument): CommandPart[] {
  const { pieces } = given
  const isPlain = pieces.every(({ kind }) => kind === 'plain')
  if (isPlain && /^(?:--?)?\w[\w/-]*$/.test(textOf(given))) return [part(textOf(given))]
  const isOwn = needsOwnQuotes(given)
  const inside = ({ text, kind }: ArgumentPiece, at: number): CommandPart => {
    const isLast = at === pieces.length - 1
    const passed = isOwn ? forWindows(text, isLast) : text
    return { text: passed.replace(powerShellQuotes, '$&$&'), kind }
  }
  const [open, close] = isOwn ? [`'"`, `"'`] : ["'", "'"]
  return [part(open), ...pieces.map(inside), part(close)]
}

/**
 * Escapes text between double quotes on a Windows command line, where backslashes matter only before a double quote.
 */
const forWindows = (text: string, isLast: boolean): string =>
  text.replace(/(\\*)"/g, '$1$1\\"').replace(isLast ? /\\+$/ : /(?!)/, '$&$&')
