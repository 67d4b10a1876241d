const suites = ['format', 'lint', 'types', 'unit', 'build', 'integration', 'e2e-sandbox', 'e2e-cluster']

/** Names that stand for several suites. */
const groups = {
  check: ['format', 'lint', 'types', 'unit'],
  e2e: ['e2e-sandbox', 'e2e-cluster'],
}

/**
 * The suites that `npm test` was asked for, in the order in which they run; all of them if none was named.
 * @param {string[]} args
 */
export function readSuites(args) {
  const names = [...suites, ...Object.keys(groups)]
  const unknown = args.filter((each) => !names.includes(each))
  if (unknown.length > 0) {
    throw new Error(`Unknown suite: ${unknown.join(', ')}. There are: ${names.join(', ')} (none means all).`)
  }
  const wanted = args.length > 0 ? args.flatMap((each) => groups[each] ?? [each]) : suites
  return suites.filter((each) => wanted.includes(each))
}
