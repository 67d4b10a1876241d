/** Splits a list of paths, such as PATH, like Go: on Windows, quotes keep a semicolon in a path and are removed. */
export function splitPathList(list: string, platform: NodeJS.Platform): string[] {
  if (list === '') return []
  if (platform !== 'win32') return list.split(':')
  return (list.match(/(?:"[^"]*(?:"|$)|[^";])+/g) ?? []).map((path) => path.replaceAll('"', ''))
}
