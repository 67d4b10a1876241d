import type { VNode } from 'vue'
import { typeDescriptions, type CredentialType } from '../../../shared/credential-types/credential-types.ts'
import { typeWord } from '../../../shared/wording.ts'
import { AppIcon } from '../app-icon.ts'
import { h } from '../element.ts'
import type { IconName } from '../icon-paths.ts'

/** The icon of a type. Doesn't compile if the window lacks it. */
export const iconOf = (type: CredentialType): IconName => typeDescriptions[type].icon

/** A type's icon and name. If compact, the name is only read aloud. */
export const TypeLabel = ({ type, isCompact }: { type: CredentialType | null; isCompact: boolean }): VNode =>
  h('span', { class: 'type-label', title: isCompact ? typeWord(type) : undefined }, [
    AppIcon({ name: type === null ? 'info' : iconOf(type) }),
    h('span', { class: isCompact ? 'cut visually-hidden' : 'cut' }, typeWord(type)),
  ])
