/** The system's code of a file error, such as `EACCES`; `null` if there is none. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

/** An error with a system code, for refusals of our own. */
export const fileError = (code: string, message: string): Error =>
  Object.assign(new Error(`${code}: ${message}`), { code })

/** Like `systemCode`, for texts: `unknown` if there is none. */
export const reasonOf = (error: unknown): string => systemCode(error) ?? 'unknown'
