/**
 * Tells the start script's own options from the application's, which are handed on untouched.
 * @param {string[]} args
 */
export function readArguments(args) {
  const own = '--try-electron'
  const application = args.filter((each) => each !== own)
  return { isElectronAskedFor: args.includes(own), isSnapshot: application[0] === 'snapshot', application }
}

const suites = ['check', 'format', 'lint', 'types', 'unit', 'build', 'integration', 'e2e']

/**
 * The suites that `npm test` was asked for, in the order in which they run; all of them if none was named.
 * @param {string[]} args
 */
export function readSuites(args) {
  const unknown = args.filter((each) => !suites.includes(each))
  if (unknown.length > 0) {
    throw new Error(`Unknown suite: ${unknown.join(', ')}. There are: ${suites.join(', ')} (none means all).`)
  }
  const wanted = new Set(args.length > 0 ? args : suites)
  if (wanted.has('check')) for (const each of ['format', 'lint', 'types', 'unit']) wanted.add(each)
  return suites.filter((each) => each !== 'check' && wanted.has(each))
}
