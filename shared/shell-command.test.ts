import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { argument, commandText, placeholder, shellWord, type ShellCommand } from './shell-command.ts'

const run = promisify(execFile)

/** What a shell passes to a program: the output of its own `printf`, with NUL after each argument. */
async function receivedBy(shell: string, command: string): Promise<string[]> {
  const script = `kubectl() { printf '%s\\0' "$@"; }\n${command}`
  // As UTF-8, in any locale of the machine.
  const { stdout } = await run(shell, ['-c', script], { encoding: 'utf8', env: { LC_ALL: 'C.UTF-8' } })
  return stdout.split('\0').slice(0, -1)
}

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(...Array.from(`'"\\$\`!*?[]{}()<>|&;#~=%^@, \t\n\r-aZ9‘’‚‛“”`)),
    minLength: 1,
    maxLength: 30,
  }),
  fc.constantFrom(
    'runai; touch x #',
    '--server=https://evil.example',
    '-n',
    '$(reboot)',
    '\\',
    'a b\\',
    "'",
    '--',
  ),
)
const received = texts.filter((text) => !text.includes('\0') && text.isWellFormed())

const commandOf = (namespace: string, name: string, value: string): ShellCommand => [
  {
    namespace: argument(namespace),
    verb: 'label secret',
    names: [argument(name)],
    options: [
      [argument('--overwrite')],
      [argument('-p'), { pieces: argument(`\nkey: "${value}"`).pieces, isBlock: true }],
    ],
    changes: [argument('key=', { text: value, kind: 'plain' })],
  },
]
const expected = (namespace: string, name: string, value: string): string[] => {
  const options = ['--overwrite', '-p', `\nkey: "${value}"`]
  const start = ['-n', namespace, 'label', 'secret']
  return name.startsWith('-')
    ? [...start, ...options, '--', name, `key=${value}`]
    : [...start, name, ...options, `key=${value}`]
}

describe('a namespace that is a shell command', () => {
  it.each(['dash', 'bash', 'sh'])(
    'and any other text reach the program unchanged through %s',
    async (shell) => {
      await fc.assert(
        fc.asyncProperty(received, received, received, async (namespace, name, value) => {
          const text = commandText(commandOf(namespace, name, value))
          expect(await receivedBy(shell, text)).toEqual(expected(namespace, name, value))
        }),
        { seed: 1, numRuns: 40 },
      )
    },
  )

  it('does not begin with a sign that zsh would take as the path of a program', () => {
    expect(shellWord('=ls')).toBe("'=ls'")
    expect(shellWord('a=ls')).toBe('a=ls')
  })

  it('and what is filled in keep to their quotes', async () => {
    const command: ShellCommand = [
      {
        namespace: argument(placeholder('namespace')),
        verb: 'create secret generic',
        names: [argument('x')],
        options: [[argument('--from-literal=User=', placeholder('username'))]],
        changes: [],
      },
    ]
    for (const shell of ['dash', 'bash']) {
      expect(await receivedBy(shell, commandText(command))).toContain('--from-literal=User=<username>')
      const filled = commandText(command).replace('<username>', 'robot$HOME `x` > y')
      expect(await receivedBy(shell, filled)).toContain('--from-literal=User=robot$HOME `x` > y')
    }
  })
})

/** How PowerShell tokenizes bare and single-quoted words of a statement. */
function powerShellWords(statement: string): string[] {
  const words: string[] = []
  let at = 0
  const isQuote = (character = '') => "'\u2018\u2019\u201a\u201b".includes(character) && character !== ''
  while (at < statement.length) {
    if (/\s/.test(statement[at] ?? '')) at += 1
    else if (statement.startsWith('`\n', at)) at += 2
    else if (isQuote(statement[at])) {
      let word = ''
      at += 1
      while (!isQuote(statement[at]) || isQuote(statement[at + 1])) {
        if (at >= statement.length) throw new Error('the quote is not closed')
        if (isQuote(statement[at])) at += 1
        word += statement[at] ?? ''
        at += 1
      }
      at += 1
      if (/[^\s]/.test(statement[at] ?? '')) throw new Error('a word goes on behind its quote')
      words.push(word)
    } else {
      const [bare = ''] = /^[^\s]+/.exec(statement.slice(at)) ?? []
      // Characters with a special meaning in a bare word.
      if (!/^-{0,2}[\w/-]+$/.test(bare)) throw new Error(`a bare word means more: ${bare}`)
      words.push(bare)
      at += bare.length
    }
  }
  return words
}

/** The command line that PowerShell builds from arguments: the old way, and the one since 7.3. */
function legacyLine(words: readonly string[]): string {
  return words.map((word) => (hasSpaceOutsideQuotes(word) ? `"${word}"` : word)).join(' ')
}
function hasSpaceOutsideQuotes(word: string): boolean {
  let isInside = false
  for (let at = 0; at < word.length; at += 1) {
    if (word[at] === '"' && word[at - 1] !== '\\') isInside = !isInside
    if (/\s/.test(word[at] ?? '') && !isInside) return true
  }
  return false
}
const standardLine = (words: readonly string[]) =>
  words.map((word) => `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"`).join(' ')

/** How a program on Windows parses its command line. */
function windowsArguments(line: string): string[] {
  const found: string[] = []
  let at = 0
  while (at < line.length) {
    while (/[ \t]/.test(line[at] ?? '')) at += 1
    if (at >= line.length) break
    let word = ''
    let isInside = false
    for (; at < line.length && (isInside || !/[ \t]/.test(line[at] ?? '')); at += 1) {
      const [slashes = ''] = /^\\*/.exec(line.slice(at)) ?? []
      if (slashes !== '' && line[at + slashes.length] === '"') {
        word += '\\'.repeat(slashes.length >> 1)
        at += slashes.length
        if (slashes.length % 2 === 1) word += '"'
        else isInside = !isInside
      } else if (line[at] === '"') isInside = !isInside
      else word += line[at] ?? ''
    }
    found.push(word)
  }
  return found
}

describe('a command for PowerShell', () => {
  const legacyMark = /^& \{ \$PSNativeCommandArgumentPassing = 'Legacy'\n([^]*)\n\}$/

  /** No PowerShell is available. Its rules are implemented above, separately from the code under test. */
  it('hands every text on unchanged, in 5.1 and since 7.3', () => {
    fc.assert(
      fc.property(received, received, received, (namespace, name, value) => {
        const text = commandText(commandOf(namespace, name, value), 'powershell')
        const statement = legacyMark.exec(text)?.[1]
        // The block contains a double quote.
        expect(statement).toBeDefined()
        const [program, ...words] = powerShellWords(statement ?? '')
        expect(program).toBe('kubectl')
        expect(windowsArguments(legacyLine(words))).toEqual(expected(namespace, name, value))
      }),
      { seed: 1, numRuns: 2_000 },
    )
  })

  it('needs no mode if no text has a double quote', () => {
    const plainTexts = received.filter((text) => !/"|\\$/.test(text))
    fc.assert(
      fc.property(plainTexts, plainTexts, (namespace, value) => {
        const [call] = commandOf(namespace, 'x', value)
        const command = call === undefined ? [] : [{ ...call, options: [] }]
        const [, ...words] = powerShellWords(commandText(command, 'powershell'))
        const wanted = ['-n', namespace, 'label', 'secret', 'x', `key=${value}`]
        expect(windowsArguments(legacyLine(words))).toEqual(wanted)
        expect(windowsArguments(standardLine(words))).toEqual(wanted)
      }),
      { seed: 1, numRuns: 1_000 },
    )
  })

  it('reads like one', () => {
    const text = commandText(commandOf('runai; touch x #', 'it’s', '$x'), 'powershell')
    expect(text).toBe(`& { $PSNativeCommandArgumentPassing = 'Legacy'
kubectl -n 'runai; touch x #' \`
  label secret 'it’’s' \`
  --overwrite \`
  -p '"
key: \\"$x\\""' \`
  'key=$x'
}`)
  })
})
