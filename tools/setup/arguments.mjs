/** Names that stand for several suites. */
const groups = {
  check: ['format', 'lint', 'types', 'unit'],
  e2e: ['e2e-sandbox', 'e2e-cluster'],
}

/** Suites that run only where they are named: they install large programs. */
const named = ['readers']

/**
 * What `npm test` was asked for: suites by name, all but `readers` if none was named. `everywhere` runs each spec on both
 * clusters, and `--changed` looks only at what changed since the last commit, as far as a suite can.
 * @param {string[]} args
 * @param {string[]} suites all that there are, in the order in which they are started
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
