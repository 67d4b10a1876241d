/** Versions of one kind of object are numbers that grow; a text that is none counts as newer where it differs. */
export function isNewer(version: string, than: string): boolean {
  const areNumbers = /^\d+$/.test(version) && /^\d+$/.test(than)
  if (!areNumbers) return version !== than
  return version.length === than.length ? version > than : version.length > than.length
}
