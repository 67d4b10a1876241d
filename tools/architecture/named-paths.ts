import { posix } from 'node:path'

/** Names that mean any file, and folders that a build creates. */
const examples = new Set(['x.test.ts', 'kebab-case.ts', 'PascalCase.vue', 'out', 'dist'])
const topFolder = /^(electron|renderer|shared|tools|tests|docs|resources)\//

/**
 * What a Markdown page refers to that doesn't exist: code paths in backticks, complete (`shared/age.ts`) or by their
 * end (`http/dial.ts`, `dial.ts`, `words/`), and link targets. `files` are all paths of the repository.
 */
export function missingPaths(page: string, markdown: string, files: readonly string[]): string[] {
  const known = new Set(files.flatMap(withFolders))
  const text = markdown.replace(/^```.*?^```$/gms, '')
  const links = [...text.matchAll(/\]\(([^)#\s]+)/g)].map(([, target = '']) => target)
  const missingLinks = links.filter(
    (target) =>
      !/^\w+:/.test(target) && !known.has(posix.join(posix.dirname(page), target).replace(/\/$/, '')),
  )
  const named = [...text.matchAll(/`([^`\n]+)`/g)].map(([, path = '']) => path).filter(isPath)
  const missing = named.filter((path) => !isThere(path.replace(/\/$/, ''), known))
  return [...missingLinks, ...missing]
}

function isPath(text: string): boolean {
  if (/\s/.test(text) || /^[.@/]/.test(text)) return false
  return topFolder.test(text) || /^[\w/-]+(\.[\w-]+)*\.(ts|vue|mjs)$/.test(text) || /^[\w/-]+\/$/.test(text)
}

/** For a path with a placeholder (`<name>.ts`, `*.test.ts`), the folder before it must exist. */
function isThere(path: string, known: ReadonlySet<string>): boolean {
  if (examples.has(path)) return true
  const fixed = /[*<{]/.test(path) ? path.replace(/\/[^/]*[*<{].*$/, '') : path
  return (
    known.has(fixed) || (!topFolder.test(path) && [...known].some((other) => other.endsWith(`/${fixed}`)))
  )
}

/** A file and all of its parent folders. */
function withFolders(file: string): string[] {
  const parts = file.split('/')
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'))
}
