import { parseArgs } from 'node:util'
import type { FuzzRequest } from './fuzz.ts'

const usage = 'npm run fuzz -- TARGET [--seconds N] [--seed S] [--path P]'

/** Parses the command line of `npm run fuzz`. Throws with what is wrong. */
export function readArguments(given: string[]): { name: string } & FuzzRequest {
  const { values, positionals } = parseArgs({
    args: given,
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: '60' },
      seed: { type: 'string' },
      path: { type: 'string' },
    },
  })
  const [name, ...more] = positionals
  if (name === undefined || more.length > 0) throw new Error(`Name one target: ${usage}`)
  const seconds = Number(values.seconds)
  if (!(seconds > 0 && seconds <= 1_000_000)) throw new Error('--seconds has to be a number above 0.')
  const seed = values.seed === undefined ? undefined : Number(values.seed)
  if (seed !== undefined && !Number.isSafeInteger(seed)) throw new Error('--seed has to be a whole number.')
  if (values.path !== undefined && seed === undefined)
    throw new Error('--path needs the --seed it was told with.')
  return { name, seconds, seed, path: values.path }
}
