import type { WaitingDraft } from '../../../shared/contract/drafts.ts'
import { typeDescriptions } from '../../../shared/credential-types/credential-types.ts'
import { counted } from '../../../shared/number-text.ts'
import { visibleText } from '../../../shared/visible-text.ts'

/** How many drafts are named. The others are counted. */
const mostNamed = 3

/** `2 drafts wait: a new access key, new values for harbor-pull`. Empty for none. */
export function draftsText(drafts: readonly WaitingDraft[]): string {
  if (drafts.length === 0) return ''
  const named = drafts.slice(0, mostNamed).map(({ type, rotated }) => {
    if (rotated !== undefined) return `new values for ${visibleText(rotated.name)}`
    return `new credential: ${typeDescriptions[type].word}`
  })
  const more = drafts.length - named.length
  return `${counted(drafts.length, 'draft waits', 'drafts wait')}: ${[...named, ...(more > 0 ? [`${more} more`] : [])].join(', ')}`
}
