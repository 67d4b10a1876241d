import fc from 'fast-check'
import { contract } from '../../../shared/contract/contract.ts'
import { channelOf } from '../../../shared/contract/define.ts'
import type { Entry, StreamFrame } from '../../../shared/contract/define.ts'
import type { Result } from '../../../shared/failure.ts'
import { sandboxContext } from '../../../shared/sandbox.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { anyJson } from '../made-up/answers.ts'
import { inputsOf } from '../made-up/inputs.ts'
import { startWholeApplication } from '../whole-application.ts'
import type { WholeApplication } from '../whole-application.ts'

/** A call by the window, or by something in its place. */
interface Call {
  channel: string
  isStream: boolean
  isTrusted: boolean
  /** As it crosses: a JSON text, or anything else. */
  input: unknown
}

/** How long a call may take, even on a busy machine. */
const patience = 60_000
/** How long to wait for the sandbox's list. */
const openTime = 2000
/** How long a stream may run before the window leaves it. */
const streamTime = 20

const entries = Object.entries(contract).flatMap(([domain, itsEntries]) =>
  Object.entries<Entry>(itsEntries).map(([name, entry]) => ({ channel: channelOf(domain, name), entry })),
)
const file = fc.record({
  name: fc.string(),
  path: fc.constantFrom('', '/', '/dev/zero', '/proc/self/environ', '..', '\0'),
})

function callsOf(channel: string, entry: Exclude<Entry, { kind: 'announcement' }>): fc.Arbitrary<Call> {
  const usual = entry.kind === 'drop' ? file : inputsOf(entry.in)
  const json = (values: fc.Arbitrary<unknown>) => values.map((value) => JSON.stringify(value))
  return fc.record({
    channel: fc.constant(channel),
    isStream: fc.constant(entry.kind === 'stream'),
    isTrusted: fc.oneof(
      { weight: 9, arbitrary: fc.constant(true) },
      { weight: 1, arbitrary: fc.constant(false) },
    ),
    input: fc.oneof(
      { weight: 9, arbitrary: json(usual) },
      { weight: 1, arbitrary: json(anyJson) },
      { weight: 1, arbitrary: fc.string() },
      { weight: 1, arbitrary: fc.anything() },
    ),
  })
}

const calls = fc.oneof(
  ...entries.flatMap(({ channel, entry }) =>
    entry.kind === 'announcement' ? [] : [callsOf(channel, entry)],
  ),
)

/**
 * Every entry of the contract, called with mostly valid inputs, in the whole application on its sandbox. Each answer is
 * a value or an expected failure; a foreign sender gets nothing.
 */
export const target: FuzzTarget = {
  name: 'ipc-entries',
  suite: 'unit',
  inputs: 60,
  start: async () => {
    const application = await startWholeApplication()
    const some = fc.array(calls, { minLength: 1, maxLength: 4 })
    const property = fc.asyncProperty(some, async (made) => {
      const leave = await openSandbox(application)
      for (const call of made) await (call.isStream ? stream(application, call) : operate(application, call))
      // A disabled sandbox would hide everything after it.
      const faults = { latency: 0, failEvery: 0, isReadOnly: false, isDead: false }
      await application.invoke('sandbox:switchFaults', JSON.stringify(faults), true)
      leave()
    })
    return { property, end: application.end }
  },
}

/** Opens the sandbox's list and waits until it is complete. Without it most calls just report that it isn't open. */
async function openSandbox(application: WholeApplication): Promise<() => void> {
  let leave = () => {}
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, openTime)
    const onFrame = (frame: string, isLast: boolean) => {
      if (!isLast && !frame.includes('"kind":"listed"')) return
      clearTimeout(timer)
      resolve()
    }
    const input = JSON.stringify({ context: sandboxContext })
    leave = application.start('cluster:open', input, { isTrusted: true, onFrame })
  })
  return leave
}

async function operate(application: WholeApplication, call: Call): Promise<void> {
  const answer = await inTime(call, application.invoke(call.channel, call.input, call.isTrusted))
  const result = JSON.parse(answer) as Result<unknown>
  if (result.ok) {
    if (!call.isTrusted) throw new Error(`${call.channel} serves a foreign sender`)
  } else judge(call, result.failure.code)
}

async function stream(application: WholeApplication, call: Call): Promise<void> {
  const frames: string[] = []
  let stop = () => {}
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, streamTime)
    const onFrame = (frame: string, isLast: boolean) => {
      frames.push(frame)
      if (!isLast) return
      clearTimeout(timer)
      resolve()
    }
    stop = application.start(call.channel, call.input, { isTrusted: call.isTrusted, onFrame })
  })
  stop()
  for (const frame of frames) {
    const told = JSON.parse(frame) as StreamFrame
    if ('failure' in told) judge(call, told.failure.code)
    else if (!call.isTrusted) throw new Error(`${call.channel} serves a foreign sender`)
  }
}

function judge({ channel, isTrusted }: Call, code: string): void {
  if (code === 'internal') throw new Error(`${channel} ends with an internal error`)
  if (!isTrusted && code !== 'sender-untrusted')
    throw new Error(`${channel} looks at what a foreign sender sent`)
}

/** Rejects if no answer arrives in time. */
async function inTime<T>({ channel }: Call, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${channel} does not answer`)), patience)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
