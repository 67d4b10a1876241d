import { spawn } from 'node:child_process'
import { findCommand } from '../browser/find.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** A page that can access the clipboard. Null while there is no window. */
export interface ClipboardPage {
  read: () => Promise<string>
  write: (text: string) => Promise<void>
}

interface Program {
  command: string
  needs: 'DISPLAY' | 'WAYLAND_DISPLAY'
  write: string[]
  read: string[]
}

const programs: Program[] = [
  { command: 'wl-copy', needs: 'WAYLAND_DISPLAY', write: ['wl-copy'], read: ['wl-paste', '--no-newline'] },
  {
    command: 'xclip',
    needs: 'DISPLAY',
    write: ['xclip', '-selection', 'clipboard'],
    read: ['xclip', '-selection', 'clipboard', '-o'],
  },
  { command: 'xsel', needs: 'DISPLAY', write: ['xsel', '-ib'], read: ['xsel', '-ob'] },
]

/** `ClipboardItem`: copied content by format. */
export class ClipboardItem {
  readonly types: readonly string[]
  readonly #forms: ReadonlyMap<string, Blob>

  constructor(items: Readonly<Record<string, string | Blob>>) {
    this.types = Object.keys(items)
    this.#forms = new Map(Object.entries(items).map(([type, form]) => [type, new Blob([form])]))
  }

  getType(type: string): Promise<Blob> {
    const form = this.#forms.get(type)
    return form === undefined ? Promise.reject(new Error(`no ${type}`)) : Promise.resolve(form)
  }
}

/** `clipboard`: through the desktop's program if there is one, otherwise through the window, otherwise in memory. */
export function createClipboard(environment: Environment, page: () => ClipboardPage | null) {
  let memory = ''

  async function writeText(text: string): Promise<void> {
    memory = text
    const program = findProgram(environment)
    if (program !== null) await run(program.write, text, environment)
    else await page()?.write(text)
  }

  async function readText(): Promise<string> {
    const program = findProgram(environment)
    if (program !== null) return run(program.read, null, environment)
    return (await page()?.read()) ?? memory
  }

  /** Only the text: the desktop's programs can offer one format, without a mark. */
  async function write(items: readonly ClipboardItem[]): Promise<void> {
    const [item] = items
    if (item === undefined) throw new Error('Nothing to copy.')
    const text = await (await item.getType('text/plain')).text()
    await writeText(text)
  }

  return {
    write,
    writeText,
    readText,
    clear: (): void => void writeText('').catch(() => undefined),
  }
}

/** Runs a program's command from anywhere on the PATH. */
function run(
  [command = '', ...values]: string[],
  input: string | null,
  environment: Environment,
): Promise<string> {
  return new Promise((resolve, reject) => {
    // xclip stays running to serve the clipboard, and would keep an output pipe open.
    const output = input === null ? 'pipe' : 'ignore'
    const file = findCommand(command, environment) ?? command
    const child = spawn(file, values, { stdio: ['pipe', output, 'ignore'], env: environment })
    let text = ''
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    child.stdin?.on('error', () => undefined).end(input ?? '')
    child.once('error', reject)
    child.once(input === null ? 'close' : 'exit', () => resolve(text))
  })
}

function findProgram(environment: Environment): Program | null {
  const isUsable = ({ command, needs }: Program) =>
    (environment[needs] ?? '') !== '' && findCommand(command, environment) !== null
  return programs.find(isUsable) ?? null
}
