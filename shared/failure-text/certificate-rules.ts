/** Why a certificate was refused, in a sentence; the word itself where there is none. */
export function certificateRuleText(rule: string): string {
  return Object.hasOwn(texts, rule) ? (texts[rule] ?? rule) : rule
}

const texts: Readonly<Record<string, string>> = {
  'unknown-authority': 'No authority that the kubeconfig trusts has signed it.',
  expired: 'It has expired, or a certificate that signed it has.',
  'not-yet-valid': 'It is not valid yet, or a certificate that signed it is not.',
  'other-host': 'It is for another host.',
  'no-authority': 'A certificate that is not allowed to sign others has signed it.',
  'weak-signature': 'It is signed with SHA-1 or another algorithm that is no longer safe.',
  'wrong-signature': 'An authority of the right name has another key: the cluster may have a new authority.',
  'path-too-long': 'There are more authorities between it and the root than the root allows.',
  'name-not-allowed': 'Its authority is not allowed to sign for this name.',
  'other-purpose': 'It, or its authority, is not meant for servers.',
  'unknown-extension': 'It has a critical extension that Credenza does not know.',
  'key-unsupported': 'Its key is of a kind that Credenza does not support.',
  'key-too-long': 'Its RSA key is longer than 8,192 bits.',
  unreadable: 'It can’t be read.',
  'too-many-checks': 'There are too many ways to check it.',
}
