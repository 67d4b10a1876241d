import { spawn } from 'node:child_process'
import { utf8Environment } from '../utf8-environment.ts'

/** The result of a dialog program: its exit code and output, without the final line break. */
export interface Answer {
  code: number
  text: string
}

/** Asks the user through another program, which ends with this process. */
export function ask(
  command: string,
  values: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Answer> {
  return new Promise((resolve) => {
    const child = spawn(command, values, {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: utf8Environment(environment),
    })
    const onExit = () => child.kill()
    process.once('exit', onExit)
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    const done = (code: number) => {
      process.off('exit', onExit)
      resolve({ code, text: text.replace(/\n$/, '') })
    }
    child.once('error', () => done(-1))
    child.once('close', (code) => done(code ?? -1))
  })
}
