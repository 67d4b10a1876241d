/** Names for several suites. */
const groups = {
  check: ['format', 'lint', 'types', 'unit'],
  e2e: ['e2e-sandbox', 'e2e-cluster'],
}

/** Suites that only run if named: they install large programs. */
const named = ['readers']

/**
 * What `npm test` was asked for: suites by name, by default all but `readers`. `everywhere` runs each spec on both
 * clusters, and `--changed` checks only what changed since the last commit, if a suite supports that.
 * @param {string[]} args
 * @param {string[]} suites all suites, in starting order
 */
export function readSuites(args, suites) {
  const names = args.filter((each) => each !== '--changed' && each !== 'everywhere')
  const known = [...suites, ...Object.keys(groups)]
  const unknown = names.filter((each) => !known.includes(each))
  if (unknown.length > 0) {
    throw new Error(
      `Unknown suite: ${unknown.join(', ')}. There are: ${[...known, 'everywhere'].join(', ')} (none means all but ${named.join(', ')}).`,
    )
  }
  const wanted =
    names.length > 0
      ? names.flatMap((each) => groups[each] ?? [each])
      : suites.filter((each) => !named.includes(each))
  return {
    names: suites.filter((each) => wanted.includes(each)),
    isEverywhere: args.includes('everywhere'),
    isChanged: args.includes('--changed'),
  }
}
