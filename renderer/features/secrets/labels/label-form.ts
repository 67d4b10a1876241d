import { computed, ref } from 'vue'
import { namedById, scopeKey, type Project } from '../../../../shared/credential.ts'
import type { CredentialType } from '../../../../shared/credential-types/credential-types.ts'
import { registerCommandOf, unregisterCommandOf } from './label-commands.ts'
import { planRegister, planUnregister, proposedType, type ReasonAgainst } from './label-plan.ts'
import { isDepartmentId, placeIn } from '../rows/namespace-choices.ts'
import type { SecretRow } from '../../../../shared/credential.ts'
import type { LabelAction } from '../rows/secret-columns.ts'

/** What was asked for: which secrets are to be registered or unregistered. Those to be registered share a namespace. */
export interface AskedChange {
  action: LabelAction
  secrets: readonly SecretRow[]
}

interface Deps {
  asked: () => AskedChange | null
  projects: () => readonly Project[]
  /** The namespace of the cluster's and the departments' credentials. */
  clusterNamespace: () => string
  reasonAgainst: ReasonAgainst
}

/** What is chosen before secrets are registered or unregistered, and what follows from it. */
export function createLabelForm({ asked, projects, clusterNamespace, reasonAgainst }: Deps) {
  const type = ref<CredentialType | null>(null)
  const scopeKind = ref<'cluster' | 'department'>('cluster')
  const department = ref('')

  const departmentId = computed(() => department.value.trim())
  const namespace = computed(() => asked()?.secrets[0]?.namespace ?? '')
  const isInClusterNamespace = computed(() => namespace.value === clusterNamespace())
  const isDepartmentMissing = computed(
    () =>
      isInClusterNamespace.value && scopeKind.value === 'department' && !isDepartmentId(departmentId.value),
  )
  const place = computed(() => {
    const known = { projects: projects(), clusterNamespace: clusterNamespace() }
    return placeIn(namespace.value, known, scopeKind.value === 'cluster' ? null : departmentId.value)
  })
  const plan = computed(() => {
    const change = asked()
    if (change === null) return { taken: [], leftOut: [] }
    if (change.action === 'unregister') return planUnregister(change.secrets, reasonAgainst)
    return planRegister(change.secrets, type.value, reasonAgainst)
  })
  /** What is still to be chosen; empty if nothing is. */
  const missing = computed(() => {
    if (asked()?.action !== 'register') return ''
    if (isDepartmentMissing.value) return 'Enter the department ID.'
    return type.value === null ? 'Choose the type.' : ''
  })
  const canStart = computed(() => missing.value === '' && plan.value.taken.length > 0)
  /** The command that it equals; `null` while it can't be told. */
  const command = computed(() => {
    const { taken } = plan.value
    if (!canStart.value) return null
    if (asked()?.action === 'unregister') return unregisterCommandOf(taken)
    return type.value === null ? null : registerCommandOf(place.value, type.value, taken)
  })
  /** The one scope of all that is changed; `null` if there are several, or it is still to be chosen. */
  const scope = computed(() => {
    const change = asked()
    if (change?.action === 'register') return isDepartmentMissing.value ? null : namedById(place.value.scope)
    const [first, ...rest] = change?.secrets.map((secret) => secret.scope) ?? []
    if (first === undefined) return null
    return rest.every((other) => other !== undefined && scopeKey(other) === scopeKey(first)) ? first : null
  })

  /** Begins again, with what the asked secrets tell of their use. */
  function reset(): void {
    const change = asked()
    type.value = change?.action === 'register' ? proposedType(change.secrets) : null
    scopeKind.value = 'cluster'
    department.value = ''
  }

  return {
    ...{ type, scopeKind, department, isInClusterNamespace, isDepartmentMissing },
    ...{ place, scope, plan, missing, canStart, command, reset },
  }
}
