/** Resource versions of one kind of object are increasing numbers; any other text counts as newer if it differs. */
export function isNewer(version: string, than: string): boolean {
  const areNumbers = /^\d+$/.test(version) && /^\d+$/.test(than)
  if (!areNumbers) return version !== than
  return version.length === than.length ? version > than : version.length > than.length
}
