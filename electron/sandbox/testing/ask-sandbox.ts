// Adds `request` to all dispatchers.
import 'undici'
import type { Sandbox } from '../sandbox.ts'

/** Sends one request with a JSON body and returns the JSON response. */
export async function ask(
  { dispatcher, server }: Pick<Sandbox, 'dispatcher' | 'server'>,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
  const reply = await dispatcher.request({
    origin: server,
    path,
    method,
    headers: { 'content-type': type, 'user-agent': 'test/1' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: reply.statusCode, body: (await reply.body.json()) as Record<string, unknown> }
}

/** A clock that advances only when moved. */
export function heldClock() {
  let now = Date.parse('2026-11-01T12:00:00Z')
  const waiting = new Set<{ at: number; call: () => void }>()
  return {
    now: () => now,
    elapsed: () => now,
    after: (milliseconds: number, call: () => void) => {
      const entry = { at: now + milliseconds, call }
      waiting.add(entry)
      return () => void waiting.delete(entry)
    },
    /** Advances the clock and runs the due timers in order. */
    move: (milliseconds: number) => {
      const end = now + milliseconds
      for (;;) {
        const due = [...waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
        if (due === undefined) break
        waiting.delete(due)
        now = due.at
        due.call()
      }
      now = end
    },
  }
}

/** Waits until a condition is true; a test's own time limit ends the wait. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2))
}
