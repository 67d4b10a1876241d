import type { Page } from '@playwright/test'
import type { Result } from '../../shared/failure.ts'

type Bridge = Record<string, Record<string, (input: string) => Promise<string>>>

/** Calls an operation of the contract through the window's bridge, bypassing everything that the window disables. */
export async function callBridge<T>(
  window: Page,
  domain: string,
  operation: string,
  input: object = {},
): Promise<Result<T>> {
  const answer = await window.evaluate(
    ([where, what, text]) => (globalThis as unknown as { credenza: Bridge }).credenza[where]?.[what]?.(text),
    [domain, operation, JSON.stringify(input)] as const,
  )
  if (answer === undefined) throw new Error(`The bridge has no ${domain}.${operation}.`)
  return JSON.parse(answer) as Result<T>
}

/** The same, but anything except success is an error of the test. */
export async function askBridge<T>(
  window: Page,
  domain: string,
  operation: string,
  input: object = {},
): Promise<T> {
  const result = await callBridge<T>(window, domain, operation, input)
  if (!result.ok) throw new Error(`${domain}.${operation} failed: ${result.failure.code}`)
  return result.value
}
