import { computed, ref } from 'vue'
import { namedById, scopeKey, type Project } from '../../../../shared/credential.ts'
import type { CredentialType } from '../../../../shared/credential-types/credential-types.ts'
import { registerCommandOf, unregisterCommandOf } from './label-commands.ts'
import { planRegister, planUnregister, proposedType, type ReasonAgainst } from './label-plan.ts'
import { isDepartmentId, placeIn } from '../rows/namespace-choices.ts'
import type { SecretRow } from '../../../../shared/credential.ts'
import type { LabelAction } from '../rows/secret-columns.ts'

/** Which secrets to register or unregister. Those to register share a namespace. */
export interface AskedChange {
  action: LabelAction
  secrets: readonly SecretRow[]
}

interface Deps {
  asked: () => AskedChange | null
  projects: () => readonly Project[]
  /** The namespace of cluster and department credentials. */
  clusterNamespace: () => string
  reasonAgainst: ReasonAgainst
}

/** The choices before registering or unregistering secrets, and what follows from them. */
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
  /** What must still be chosen. Empty if nothing. */
  const missing = computed(() => {
    if (asked()?.action !== 'register') return ''
    if (isDepartmentMissing.value) return 'Enter the department ID.'
    return type.value === null ? 'Choose the type.' : ''
  })
  const canStart = computed(() => missing.value === '' && plan.value.taken.length > 0)
  /** The equivalent command. `null` while it is unknown. */
  const command = computed(() => {
    const { taken } = plan.value
    if (!canStart.value) return null
    if (asked()?.action === 'unregister') return unregisterCommandOf(taken)
    return type.value === null ? null : registerCommandOf(place.value, type.value, taken)
  })
  /** The single scope of all changes. `null` if there are several, or it must still be chosen. */
  const scope = computed(() => {
    const change = asked()
    if (change?.action === 'register') return isDepartmentMissing.value ? null : namedById(place.value.scope)
    const [first, ...rest] = change?.secrets.map((secret) => secret.scope) ?? []
    if (first === undefined) return null
    return rest.every((other) => other !== undefined && scopeKey(other) === scopeKey(first)) ? first : null
  })

  /** Starts over, with what the secrets say about their purpose. */
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
