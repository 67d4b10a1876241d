import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** The file of the built commands. `npm test` builds it. A test that runs by its name needs an earlier build. */
export function builtCommand(): string {
  const command = resolve(import.meta.dirname, '../../out/main/command.js')
  if (!existsSync(command)) throw new Error('This test runs the built commands. Run `npm run build` first.')
  return command
}
