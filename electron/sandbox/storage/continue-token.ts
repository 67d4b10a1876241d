import { isJsonObject } from '../objects/kube-object.ts'
import { Base64Error } from '../words/go-base64.ts'
import { goJsonProblem } from '../words/go-json.ts'
import { goQuote } from '../words/go-text.ts'

/** Where the next page of a list starts, and the revision of all pages; -1 for the current one. */
export interface ContinueToken {
  revision: number
  /** The next page starts at the first key not before this one. */
  start: string
}

const apiVersion = 'meta.k8s.io/v1'

/** A text that isn't a page token, in the API's words. */
export class ContinueTokenError extends Error {
  constructor(why: string) {
    super(`continue key is not valid: ${why}`)
  }
}

export function encodeContinue({ revision, start }: ContinueToken): string {
  const token = JSON.stringify({ v: apiVersion, rv: revision, start })
  return Buffer.from(token, 'utf8').toString('base64url')
}

/** Throws a `ContinueTokenError`. */
export function decodeContinue(text: string): ContinueToken {
  const bad = /[^A-Za-z0-9_-]/.exec(text)
  if (bad !== null) throw new ContinueTokenError(new Base64Error(bad.index).message)
  if (text.length % 4 === 1) throw new ContinueTokenError(new Base64Error(text.length - 1).message)
  const json = Buffer.from(text, 'base64url').toString('utf8')
  const problem = goJsonProblem(json)
  if (problem !== null) throw new ContinueTokenError(problem)
  const { v, rv, start } = readToken(JSON.parse(json))
  if (v !== apiVersion) {
    throw new ContinueTokenError(`server does not recognize this encoded version ${goQuote(v)}`)
  }
  if (rv === 0) {
    throw new ContinueTokenError(`incorrect encoded start resourceVersion (version ${apiVersion})`)
  }
  if (start === '') throw new ContinueTokenError(`encoded start key empty (version ${apiVersion})`)
  // A start outside the list's own prefix would expose other objects.
  if (start.split('/').some((part) => part === '..' || part === '.' || part === '')) {
    throw new ContinueTokenError(start)
  }
  return { revision: rv, start }
}

function readToken(token: unknown): { v: string; rv: number; start: string } {
  const { v, rv, start } = isJsonObject(token) ? token : {}
  return {
    v: typeof v === 'string' ? v : '',
    rv: typeof rv === 'number' ? rv : 0,
    start: typeof start === 'string' ? start : '',
  }
}
