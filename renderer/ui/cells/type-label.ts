import type { VNode } from 'vue'
import type { CredentialType } from '../../../shared/runai.ts'
import { typeWord } from '../../../shared/wording.ts'
import { AppIcon } from '../app-icon.ts'
import { h } from '../element.ts'
import type { IconName } from '../icon-paths.ts'

const icons: Readonly<Record<CredentialType, IconName>> = {
  'docker-registry': 'registry',
  'access-key': 'accesskey',
  password: 'user',
}

/** A type by its icon and its word; compact, the word is only read aloud. */
export const TypeLabel = ({ type, isCompact }: { type: CredentialType | null; isCompact: boolean }): VNode =>
  h('span', { class: 'type-label', title: isCompact ? typeWord(type) : undefined }, [
    AppIcon({ name: type === null ? 'info' : icons[type] }),
    h('span', { class: isCompact ? 'cut visually-hidden' : 'cut' }, typeWord(type)),
  ])
