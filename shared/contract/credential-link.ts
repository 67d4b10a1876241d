import * as z from 'zod/mini'
import type { AskedCredential } from '../credential-address.ts'
import { KubernetesName, Namespace } from './names.ts'

/** The scheme of addresses that open a credential. */
export const linkScheme = 'credenza'

/** Longer ones are not read: a context, a namespace and a name are not that long. */
const longestLink = 4096

const Link = z.strictObject({
  namespace: Namespace,
  name: KubernetesName,
  context: z.nullable(z.string().check(z.minLength(1), z.maxLength(1024))),
})

/** Whether a word of a command line is such an address. */
export const isCredentialLink = (word: string): boolean => word.toLowerCase().startsWith(`${linkScheme}:`)

/**
 * Reads `credenza:NAMESPACE/NAME?context=CONTEXT`, which may have slashes after the colon; `null` for all else. Any web
 * page may send one: it shows a row, and can ask for nothing else.
 */
export function readCredentialLink(text: string): AskedCredential | null {
  if (text.length > longestLink || !isCredentialLink(text) || !URL.canParse(text)) return null
  const { host, pathname, hash, username, password, searchParams } = new URL(text)
  if (hash !== '' || username !== '' || password !== '') return null
  const { context = null, ...others } = Object.fromEntries(searchParams)
  if (Object.keys(others).length > 0 || searchParams.size > 1) return null
  const parts = `${host}${pathname}`.split('/').filter((part) => part !== '')
  const [namespace, name] = parts
  return parts.length === 2 ? (Link.safeParse({ namespace, name, context }).data ?? null) : null
}

/** The address of a credential. */
export const credentialLink = ({ namespace, name, context }: AskedCredential): string =>
  `${linkScheme}:${namespace}/${name}${context === null ? '' : `?context=${encodeURIComponent(context)}`}`
