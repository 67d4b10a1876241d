/** Why a certificate was rejected, in a sentence. An unknown rule is returned unchanged. */
export function certificateRuleText(rule: string): string {
  return Object.hasOwn(texts, rule) ? (texts[rule] ?? rule) : rule
}

const texts: Readonly<Record<string, string>> = {
  'unknown-authority': 'It isn’t signed by an authority that the kubeconfig trusts.',
  expired: 'It, or a certificate in its chain, has expired.',
  'not-yet-valid': 'It, or a certificate in its chain, isn’t valid yet.',
  'other-host': 'It was issued for a different host.',
  'no-authority': 'It was signed by a certificate that isn’t allowed to sign others.',
  'weak-signature': 'It’s signed with SHA-1 or another algorithm that is no longer secure.',
  'wrong-signature':
    'The authority’s name matches, but its key doesn’t. The server may have a new authority.',
  'path-too-long': 'Its chain is longer than the root certificate allows.',
  'name-not-allowed': 'Its authority isn’t allowed to sign for this name.',
  'other-purpose': 'It, or its authority, isn’t meant for servers.',
  'unknown-extension': 'It has a critical extension that Credenza doesn’t support.',
  'key-unsupported': 'Credenza doesn’t support its type of key.',
  'key-too-long': 'Its RSA key is longer than 8,192 bits.',
  unreadable: 'It can’t be read.',
  'too-many-checks': 'Its chain is too complex to check.',
}
