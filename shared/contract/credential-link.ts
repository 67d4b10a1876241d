import * as z from 'zod/mini'
import type { AskedCredential } from '../credential-address.ts'
import { KubernetesName, Namespace } from './names.ts'

/** The scheme of URLs that open a credential. */
export const linkScheme = 'credenza'

/** Longer ones are rejected. A context, a namespace and a name aren't that long. */
const longestLink = 4096

const Link = z.strictObject({
  namespace: Namespace,
  name: KubernetesName,
  context: z.nullable(z.string().check(z.minLength(1), z.maxLength(1024))),
})

/** Whether a command-line argument is such a URL. */
export const isCredentialLink = (word: string): boolean => word.toLowerCase().startsWith(`${linkScheme}:`)

/**
 * Parses `credenza:NAMESPACE/NAME?context=CONTEXT`, optionally with slashes after the colon. `null` for anything else.
 * Any web page may send one: it can show a row and nothing else.
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

/** The URL of a credential. */
export const credentialLink = ({ namespace, name, context }: AskedCredential): string =>
  `${linkScheme}:${namespace}/${name}${context === null ? '' : `?context=${encodeURIComponent(context)}`}`
