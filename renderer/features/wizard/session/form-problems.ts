import { computed } from 'vue'
import { credentialNameProblem, descriptionProblem } from '../../../../shared/credential-fields.ts'
import type { Credential } from '../../../../shared/credential.ts'
import { kubernetesNameProblem } from '../../../../shared/kubernetes-name.ts'
import { registryAddressProblem } from '../../../../shared/registry-address.ts'
import type {
  CredentialType,
  KnownField,
  ValueField,
} from '../../../../shared/credential-types/credential-types.ts'
import { incompatibilityText } from '../../../../shared/failure-text/incompatibility-text.ts'
import { brokenDay } from '../../expiry/expiry-entry.ts'
import type { ListIndex } from '../../../state/open-context/list-index.ts'
import type { ExistingSecret } from './existing-secret.ts'
import { chooseAgain } from './entry-row.ts'
import {
  descriptionText,
  kubernetesNameText,
  nameText,
  patternText,
  registryUrlText,
  valueText,
} from './problem-text.ts'
import { scopeRefusal } from '../../../state/open-context/write-refusal-text.ts'
import { sshKeyProblem } from './ssh-key-facts.ts'
import type { SshKeySource } from './ssh-key-source.ts'
import type { SecretEntries } from './secret-entries.ts'
import type { ScopeRights } from './scope-rights.ts'
import type { SecretValues } from './secret-values.ts'
import type { WizardForm } from './wizard-form.ts'

/** The fields of a wizard in the order of filling them in. */
const fieldOrder = [
  'scope',
  'name',
  'kubernetesName',
  'description',
  'secret',
  'username',
  'password',
  'accessKeyId',
  'secretKey',
  'sshKey',
  'ngcApiKey',
  'entries',
  'registryUrl',
  'expiresAt',
] as const
export type FieldId = (typeof fieldOrder)[number]

/** A problem with a field. */
export interface Problem {
  text: string
  /** Shown during typing. Otherwise after the field lost the focus. */
  isAtOnce: boolean
  /** The credential in conflict. */
  by?: Credential
}

interface ProblemDeps {
  type: CredentialType
  form: WizardForm
  values: SecretValues
  entries: Pick<SecretEntries, 'firstWrong' | 'problem' | 'problemOf'>
  sshKey: Pick<SshKeySource, 'file' | 'reading'>
  existing: Pick<ExistingSecret, 'chosen' | 'choices' | 'incompatibilities' | 'urlIncompatibilities'>
  index: Pick<ListIndex, 'credentialNamed' | 'credentialOf' | 'unusedNamed'>
  rights: Pick<ScopeRights, 'of'>
  /** A missing value is no problem: it stays unchanged. */
  mayBeEmpty?: boolean
}

const later = (text: string): Problem => ({ text, isAtOnce: false })
const atOnce = (text: string, by?: Credential): Problem => ({
  text,
  isAtOnce: true,
  ...(by === undefined ? {} : { by }),
})

function scopeProblem({ form, rights }: ProblemDeps): Problem | null {
  const place = form.place.value
  if (place === null) return later('Choose a scope.')
  const refusal = scopeRefusal(rights.of(place.namespace))
  return refusal === '' ? null : atOnce(refusal)
}

function nameProblem({ form, index }: ProblemDeps): Problem | null {
  const [name, place] = [form.name.value, form.place.value]
  const problem = credentialNameProblem(name)
  if (problem !== null) {
    const text = nameText(problem, name)
    return problem === 'too-long' ? atOnce(text) : later(text)
  }
  const taken = place === null ? undefined : index.credentialNamed(place.scope, name)
  if (taken === undefined) return null
  return atOnce(`“${name}” is taken in this scope by the secret ${taken.kubernetesName}.`, taken)
}

function kubernetesProblem({ form, index }: ProblemDeps): Problem | null {
  const name = form.kubernetesName.value
  const isDerived = form.ownKubernetesName.value === null
  // A name derived from nothing isn't a separate problem.
  if (form.source.value === 'existing' || (isDerived && form.name.value.trim() === '')) return null
  const problem = kubernetesNameProblem(name)
  if (problem !== null) {
    const text = kubernetesNameText(problem, isDerived)
    return isDerived ? atOnce(text) : later(text)
  }
  const namespace = form.place.value?.namespace ?? ''
  const taken = index.credentialOf(namespace, name)
  if (taken !== undefined)
    return atOnce(`The credential “${taken.name}” has this Kubernetes name in ${namespace}.`, taken)
  if (index.unusedNamed(namespace, name) === undefined) return null
  return atOnce(
    `An unused secret has this Kubernetes name in ${namespace}. Look for it among the existing secrets.`,
  )
}

function describedProblem({ form }: ProblemDeps): Problem | null {
  const problem = descriptionProblem(form.description.value)
  return problem === null ? null : atOnce(descriptionText(problem, form.description.value))
}

function secretProblem({ form, existing }: ProblemDeps): Problem | null {
  if (form.source.value !== 'existing' || form.place.value === null) return null
  const chosen = existing.chosen.value
  if (chosen === null) {
    const named = form.secretName.value
    if (named !== '')
      return atOnce(`${named} is no longer an unused secret of this scope. Choose another one.`)
    const isOffered = existing.choices.value.some((choice) => choice.reason === '')
    return later(isOffered ? 'Choose a secret.' : 'No secret here is suitable.')
  }
  const choice = existing.choices.value.find(({ uid }) => uid === chosen.uid)
  if (choice !== undefined && choice.reason !== '') return atOnce(`${choice.name}: ${choice.reason}.`)
  const incompatibilities = existing.incompatibilities.value.map(
    (incompatibility) => `${incompatibilityText(incompatibility)}.`,
  )
  return incompatibilities.length === 0
    ? null
    : atOnce(`${chosen.kubernetesName} isn’t suitable. ${incompatibilities.join(' ')}`)
}

function oneValueProblem(
  { form, values, sshKey, mayBeEmpty }: ProblemDeps,
  field: KnownField,
): Problem | null {
  if (form.source.value !== 'new') return null
  const isFile = field.id === 'sshKey' && sshKey.file.value !== null
  const problem = isFile ? undefined : values.problems.value[field.id]
  if (problem === 'empty' && mayBeEmpty === true) return null
  if (problem !== undefined) {
    const text = valueText(problem, field, values.valueOf(field.id))
    return problem === 'empty' ? later(text) : atOnce(text)
  }
  if (field.id === 'sshKey') {
    if (sshKey.file.value?.id === null) return atOnce(chooseAgain)
    const text = sshKeyProblem(sshKey.reading.value)
    return text === '' ? null : atOnce(text)
  }
  if (field.pattern?.test(values.valueOf(field.id)) === false) return later(patternText)
  if (field !== values.fields.at(-1) || !values.isTooLarge.value) return null
  const [first = field, last = field] = values.fields
  const both = `${first.label} and ${last.noun}`
  return atOnce(`A secret can store 1 MiB in total. ${both} together are larger.`)
}

function entriesProblem({ form, entries }: ProblemDeps): Problem | null {
  if (form.source.value !== 'new' || form.format.value.form !== 'entries') return null
  if (entries.problem.value !== '') return atOnce(entries.problem.value)
  const wrong = entries.firstWrong.value
  // It is shown in its own row.
  return wrong === null ? null : later(entries.problemOf(wrong.row, wrong.part, true))
}

function urlProblem({ type, form, existing }: ProblemDeps): Problem | null {
  if (type !== 'docker-registry') return null
  const problem = registryAddressProblem(form.registryUrl.value)
  if (problem !== null) return later(registryUrlText(problem))
  const [incompatibility] = form.source.value === 'existing' ? existing.urlIncompatibilities.value : []
  const name = existing.chosen.value?.kubernetesName ?? ''
  return incompatibility === undefined
    ? null
    : atOnce(`${name} isn’t suitable. ${incompatibilityText(incompatibility)}.`)
}

/** The current problem of each field. A field that isn't shown has none. */
export function createFormProblems(deps: ProblemDeps) {
  const value = (field: ValueField) =>
    computed(() => {
      const described = deps.values.fields.find(({ id }) => id === field)
      return described === undefined ? null : oneValueProblem(deps, described)
    })
  // Separate computeds, so that a large value isn't validated again while another field is edited.
  const problems = {
    scope: computed(() => scopeProblem(deps)),
    name: computed(() => nameProblem(deps)),
    kubernetesName: computed(() => kubernetesProblem(deps)),
    description: computed(() => describedProblem(deps)),
    secret: computed(() => secretProblem(deps)),
    username: value('username'),
    password: value('password'),
    accessKeyId: value('accessKeyId'),
    secretKey: value('secretKey'),
    sshKey: value('sshKey'),
    ngcApiKey: value('ngcApiKey'),
    entries: computed(() => entriesProblem(deps)),
    registryUrl: computed(() => urlProblem(deps)),
    expiresAt: computed(() => (deps.form.expiry.isBroken.value ? atOnce(brokenDay) : null)),
  }
  return {
    of: (field: FieldId): Problem | null => problems[field].value,
    /** The first field with a problem. `null` if there is none. */
    first: computed<FieldId | null>(() => fieldOrder.find((field) => problems[field].value !== null) ?? null),
  }
}
