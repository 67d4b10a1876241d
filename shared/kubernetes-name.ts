import { typeDescriptions, type CredentialType } from './credential-types/credential-types.ts'

/** Maximum length of a Secret's name, as for DNS subdomains. */
export const kubernetesNameLimit = 253

/**
 * The Kubernetes name of a new secret: the type's prefix and the credential name in lower case, without accents, with
 * dashes for everything else. Empty if nothing remains of the name, as with only emoji.
 */
export function deriveKubernetesName(type: CredentialType, credentialName: string): string {
  const slug = credentialName
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  if (slug === '') return ''
  return `${typeDescriptions[type].namePrefix}${slug}`.slice(0, kubernetesNameLimit).replace(/-+$/, '')
}

export type KubernetesNameProblem = 'empty' | 'too-long' | 'characters' | 'ends'

/** Why a text can't be a Secret's name, by the rules of a DNS subdomain. `null` if it can. */
export function kubernetesNameProblem(name: string): KubernetesNameProblem | null {
  if (name === '') return 'empty'
  if (name.length > kubernetesNameLimit) return 'too-long'
  if (!/^[a-z0-9.-]+$/.test(name)) return 'characters'
  const isEveryPartWhole = name.split('.').every((part) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(part))
  return isEveryPartWhole ? null : 'ends'
}

/** Whether a text can be a label key: a name, optionally after the DNS subdomain of its owner. */
export function isLabelKey(key: string): boolean {
  const [name = '', prefix, ...others] = key.split('/').reverse()
  const isOwned = prefix === undefined || kubernetesNameProblem(prefix) === null
  return others.length === 0 && isOwned && /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/.test(name)
}

/** Whether a text can be a namespace's name, which is a DNS label. */
export const isNamespaceName = (name: string): boolean => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name)
