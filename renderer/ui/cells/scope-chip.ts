import type { VNode } from 'vue'
import type { Scope } from '../../../shared/credential.ts'
import { scopeText, scopeTextWithId } from '../../../shared/wording.ts'
import { visibleText } from '../../../shared/visible-text.ts'
import { AppIcon } from '../app-icon.ts'
import { h } from '../element.ts'

const prefixes = { department: 'Department: ', project: 'Project: ' } as const

/** A scope's icon and name. The tooltip also has the id. */
export const ScopeChip = ({ scope }: { scope: Scope }): VNode =>
  h('span', { class: 'scope-chip', title: visibleText(scopeTextWithId(scope)) }, [
    AppIcon({ name: scope.kind, size: 14 }),
    scope.kind === 'account' || scope.kind === 'cluster'
      ? scopeText(scope)
      : h('span', { class: 'cut' }, [
          h('span', { class: 'visually-hidden' }, prefixes[scope.kind]),
          h('bdi', visibleText(scope.name)),
        ]),
  ])
ScopeChip.props = ['scope']
