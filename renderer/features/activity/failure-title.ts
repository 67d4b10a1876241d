/** Why a write was not done, in a sentence: of a failure the record keeps the code alone. */
export function failureTitle(code: string): string {
  return Object.hasOwn(titles, code) ? (titles[code] ?? '') : `It ended with “${code}”.`
}

const titles: Readonly<Record<string, string>> = {
  'already-exists': 'An object of that name was there already.',
  cancelled: 'It was cancelled.',
  conflict: 'Someone else changed it meanwhile. Nothing was overwritten.',
  'connection-refused': 'The cluster could not be reached.',
  'credential-changed': 'Someone else changed it meanwhile. Nothing was overwritten.',
  'credential-of-console': 'Run:ai’s control plane keeps it.',
  'credential-released': 'Someone had released it meanwhile.',
  forbidden: 'The user may not do that.',
  internal: 'It ended with an error that nobody foresaw.',
  invalid: 'The cluster found it invalid.',
  'name-not-resolved': 'The cluster could not be reached.',
  'no-answer': 'The cluster could not be reached.',
  'outcome-unknown': 'It was sent, and no answer told how it ended. Look at the object as it is now.',
  'secret-changed': 'Someone else changed it meanwhile. Nothing was overwritten.',
  'secret-exists': 'A secret of that name was there already.',
  'secret-gone': 'It was deleted meanwhile.',
  'secret-replaced': 'Another secret of that name had taken its place.',
  'secret-taken': 'Someone else made a credential of it first.',
  unauthorized: 'The sign-in was refused.',
}
