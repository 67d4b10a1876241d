/** A time as the API writes it: RFC 3339 in UTC, in whole seconds. */
export function apiTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}
