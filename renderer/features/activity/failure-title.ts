/** Why a write wasn't done, in a sentence. The record contains only the failure's code. */
export function failureTitle(code: string): string {
  return Object.hasOwn(titles, code) ? (titles[code] ?? '') : `It failed with “${code}”.`
}

const titles: Readonly<Record<string, string>> = {
  'already-exists': 'An object with that name already exists.',
  cancelled: 'You cancelled it.',
  conflict: 'Someone else changed it first. Nothing was overwritten.',
  'connection-refused': 'Couldn’t reach the cluster.',
  'credential-changed': 'Someone else changed it first. Nothing was overwritten.',
  'credential-of-console': 'The Run:ai control plane manages it.',
  'credential-released': 'Someone else released it first.',
  forbidden: 'The user doesn’t have permission.',
  internal: 'Credenza had an unexpected error.',
  invalid: 'The cluster rejected it as invalid.',
  'name-not-resolved': 'Couldn’t reach the cluster.',
  'no-answer': 'Couldn’t reach the cluster.',
  'outcome-unknown': 'It was sent, but no answer came. Check the object.',
  'secret-changed': 'Someone else changed it first. Nothing was overwritten.',
  'secret-exists': 'A secret with that name already exists.',
  'secret-gone': 'Someone else deleted it first.',
  'secret-replaced': 'Another secret with that name replaced it.',
  'secret-taken': 'Someone else used it for a credential first.',
  unauthorized: 'The cluster refused the sign-in.',
}
