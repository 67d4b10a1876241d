import type { Credential } from '../../../shared/credential.ts'
import { visibleText } from '../../../shared/visible-text.ts'
import { iconOf } from '../../ui/cells/type-label.ts'
import { longestMatched } from './fuzzy-match.ts'
import type { PaletteItem } from './palette-item.ts'

const prefix = 'credential/'

/** Identifies it by its secret, which is the same in every run, and in every cluster that has it. */
export const credentialId = ({ namespace, kubernetesName }: Credential): string =>
  `${prefix}${namespace}/${kubernetesName}`

const titleOf = ({ name }: Credential): string => visibleText(name.slice(0, longestMatched))
const hintOf = ({ registryUrl, kubernetesName }: Credential): string => registryUrl || kubernetesName

/** The searched text of a credential: its name, its Kubernetes name and its registry. */
export const credentialText = (row: Credential): string => {
  const { kubernetesName, registryUrl } = row
  return registryUrl === ''
    ? `${titleOf(row)} ${kubernetesName}`
    : `${titleOf(row)} ${kubernetesName} ${visibleText(registryUrl.slice(0, longestMatched))}`
}

/** A credential as an entry. The hint is its registry or its Kubernetes name, whichever matched. */
export function credentialItem(
  row: Credential,
  parts: { isFound: (text: string) => boolean; open: (row: Credential) => void },
): PaletteItem {
  const title = titleOf(row)
  const hints = [hintOf(row), row.kubernetesName]
  const hint = hints.find((each) => parts.isFound(`${title} ${each}`)) ?? hintOf(row)
  return {
    id: credentialId(row),
    group: 'Credentials',
    title,
    hint: visibleText(hint.slice(0, longestMatched)),
    isMono: hint === row.kubernetesName,
    icon: row.type === null ? 'info' : iconOf(row.type),
    scope: row.scope,
    unavailable: '',
    run: () => parts.open(row),
  }
}

/** The credentials with these ids, in one pass over the list. */
export function credentialsWith(ids: readonly string[], rows: Iterable<Credential>): Credential[] {
  const wanted = new Set(ids.filter((id) => id.startsWith(prefix)))
  if (wanted.size === 0) return []
  const names = new Set([...wanted].map((id) => id.slice(id.lastIndexOf('/') + 1)))
  const found: Credential[] = []
  for (const row of rows) if (names.has(row.kubernetesName) && wanted.has(credentialId(row))) found.push(row)
  return found
}
