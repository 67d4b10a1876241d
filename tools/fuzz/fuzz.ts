import fc from 'fast-check'
import type { RunDetails } from 'fast-check'
import type { FuzzTarget, Surroundings } from './fuzz-target.ts'

/** How long a target is tried, and with which inputs. The first limit that is reached ends it. */
export interface FuzzRequest {
  seconds?: number | undefined
  /** Maximum number of inputs. */
  inputs?: number | undefined
  /** The seed of the inputs. Random if absent. */
  seed?: number | undefined
  /** Goes straight to the fault of an earlier run, which reported this path. */
  path?: string | undefined
}

interface FuzzOutcome {
  name: string
  seed: number
  /** How many inputs were tried. */
  tried: number
  seconds: number
  fault: Fault | null
}

interface Fault {
  /** The smallest failing input, as text. */
  input: string
  /** What was thrown. */
  error: string
  /** Reproduces the fault, together with the seed. */
  path: string
  shrinks: number
}

/** How long a fault is shrunk after the time is over. */
const shrinkSeconds = 30

/** Tries one target until the time is over or a fault is found. */
export async function fuzz(
  target: FuzzTarget,
  { seconds, inputs = Number.MAX_SAFE_INTEGER, seed = newSeed(), path = '' }: FuzzRequest,
  surroundings: Surroundings,
): Promise<FuzzOutcome> {
  const { property, end } = await target.start(surroundings)
  const check = async (more: { path: string; seconds: number | undefined }): Promise<RunDetails<unknown>> =>
    fc.check(property, {
      seed,
      numRuns: inputs,
      plugins: more.seconds === undefined ? [] : [fc.interruptAfterTimeLimit(more.seconds * 1000)],
      ...(more.path === '' ? {} : { path: more.path }),
    })
  const began = performance.now()
  try {
    const first = await check({ path, seconds })
    const tried = first.numRuns
    // The time may have ended before the input was shrunk.
    const isCutShort = first.failed && first.interrupted && first.counterexample !== null
    const again = isCutShort ? await check({ path: first.counterexamplePath, seconds: shrinkSeconds }) : first
    const fault = faultOf(again.failed ? again : first)
    return { name: target.name, seed, tried, seconds: (performance.now() - began) / 1000, fault }
  } finally {
    await end?.()
  }
}

/** The lines that describe an outcome, and how to reproduce a fault. */
export function outcomeText({ name, seed, tried, seconds, fault }: FuzzOutcome): string {
  const summary = `fuzz ${name}: ${tried} inputs in ${seconds.toFixed(1)} s, seed ${seed}`
  if (fault === null) return `${summary}, no fault`
  return [
    `${summary}, a fault`,
    `input, after ${fault.shrinks} steps of shrinking: ${fault.input}`,
    fault.error,
    `again: npm run fuzz -- ${name} --seed=${seed} --path=${fault.path}`,
  ].join('\n')
}

/** In fast-check's format: signed 32 bits. */
const newSeed = (): number => Math.floor(Math.random() * 0xffffffff) | 0

/** Maximum characters of an input that are shown. */
const inputLimit = 10_000

function faultOf(details: RunDetails<unknown>): Fault | null {
  // Without an input, the time was over before one was tried.
  if (!details.failed || details.counterexample === null) return null
  const { counterexample, counterexamplePath, errorInstance, numShrinks } = details
  const input = fc.stringify(counterexample)
  return {
    input: input.length > inputLimit ? `${input.slice(0, inputLimit)}… (${input.length} characters)` : input,
    error:
      errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance),
    path: counterexamplePath,
    shrinks: numShrinks,
  }
}
