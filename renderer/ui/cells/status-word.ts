import type { VNode } from 'vue'
import type { CredentialStatus } from '../../../shared/credential.ts'
import { AppIcon } from '../app-icon.ts'
import { h } from '../element.ts'

interface StatusWordProps {
  kind: CredentialStatus['kind']
  word: string
  /** Whether its tooltip has a reason. */
  hasReason?: boolean
  /** Its tooltip. */
  tip?: string
}

function iconOf(kind: CredentialStatus['kind']): VNode {
  if (kind === 'issues') return AppIcon({ name: 'issue', size: 13 })
  if (kind === 'deleting' || kind === 'creating')
    return h('span', { class: 'spinner' }, AppIcon({ name: 'wait', size: 14 }))
  return AppIcon({ name: kind === 'ok' ? 'check' : 'info', size: 14 })
}

/** A status as a word, with a color only if it needs attention. */
export function StatusWord({ kind, word, hasReason, tip }: StatusWordProps): VNode {
  const isAsked = hasReason === true && (kind === 'issues' || kind === 'none')
  return h('span', { class: `status-word is-${kind}${isAsked ? ' has-reason' : ''}`, title: tip }, [
    iconOf(kind),
    h('span', word),
  ])
}
