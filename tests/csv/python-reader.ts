import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { findOnPath } from '../../tools/setup/machine.mjs'

/** How Python is told a file's format, which it doesn't detect. */
export interface PythonForm {
  /** Python's name: `utf-8-sig`, `utf-16`. */
  encoding: string
  delimiter: string
}

/** A CSV reader that shares no code with ours: Python's module `csv`. */
export interface PythonReader {
  /** All rows of a file, with blank lines as rows without cells. Rejects with Python's message. */
  rows: (bytes: Buffer, form: PythonForm) => Promise<string[][]>
  end: () => Promise<void>
}

const program = `
import base64, csv, io, json, sys
csv.field_size_limit(2**31 - 1)
for line in sys.stdin:
    asked = json.loads(line)
    try:
        text = base64.b64decode(asked["bytes"]).decode(asked["encoding"])
        answer = {"rows": list(csv.reader(io.StringIO(text, newline=""), delimiter=asked["delimiter"]))}
    except Exception as error:
        answer = {"error": repr(error)}
    print(json.dumps(answer), flush=True)
`

/** Starts Python once for many files. Throws if it isn't on the PATH. */
export function startPython(): PythonReader {
  const python = findOnPath('python3')
  if (python === undefined)
    throw new Error('Missing: python3 (the second reader of CSV). Install it the way your system does.')
  const child = spawn(python, ['-I', '-c', program], { stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting: { resolve: (rows: string[][]) => void; reject: (reason: Error) => void }[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { rows, error } = JSON.parse(line) as { rows?: string[][]; error?: string }
    const asked = waiting.shift()
    if (rows === undefined) asked?.reject(new Error(error))
    else asked?.resolve(rows)
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  void ended.then(() => {
    for (const { reject } of waiting.splice(0)) reject(new Error('Python ended.'))
  })
  return {
    rows: (bytes, form) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        child.stdin.write(`${JSON.stringify({ bytes: bytes.toString('base64'), ...form })}\n`)
      }),
    end: () => {
      child.stdin.end()
      return ended
    },
  }
}
