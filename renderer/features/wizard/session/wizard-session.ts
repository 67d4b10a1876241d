import { computed, effectScope, ref, shallowReactive, shallowRef, watch } from 'vue'
import type { Draft } from '../../../../shared/contract/drafts.ts'
import type { ScopedNamespace } from '../../../../shared/contract/wizard.ts'
import type { Credential, Department, Project } from '../../../../shared/credential.ts'
import type { CredentialType } from '../../../../shared/credential-types/credential-types.ts'
import type { Enqueue } from '../../../../shared/queue.ts'
import type { Api } from '../../../api.ts'
import type { ListIndex } from '../../../state/open-context/list-index.ts'
import { createEnteredData } from './entered-data.ts'
import { createEnteredExpiry } from './entered-expiry.ts'
import { createExistingSecret } from './existing-secret.ts'
import { createFormProblems, type FieldId, type Problem } from './form-problems.ts'
import { scopeRefusal, sourceRefusal, type Source } from '../../../state/open-context/write-refusal-text.ts'
import { createScopeRights } from './scope-rights.ts'
import { scopeNodes } from './scope-tree.ts'
import { createSecretEntries } from './secret-entries.ts'
import { createSshKeySource } from './ssh-key-source.ts'
import { createSecretValues } from './secret-values.ts'
import { createWizardDraft, type DraftKeeping } from './wizard-draft.ts'
import { createWizardForm } from './wizard-form.ts'
import { createWizardSending } from './wizard-sending.ts'

interface SessionDeps {
  context: string
  /** The cluster's display name. */
  clusterName: string
  type: CredentialType
  api: Pick<
    Api['wizard'],
    | 'rights'
    | 'check'
    | 'create'
    | 'claim'
    | 'chooseFile'
    | 'letGoOfFiles'
    | 'inspectSshKey'
    | 'proposeExpiry'
  >
  index: ListIndex
  projects: () => { known: readonly Project[]; departments: readonly Department[]; isComplete: boolean }
  /** The namespace of cluster and department secrets. */
  runaiNamespace: string
  keeping: DraftKeeping
  /** Queues the draft requests of all wizards of the window. */
  enqueue: Enqueue
  /** Milliseconds since 1970. */
  now: () => number
  /** For changing a credential: values that aren't entered stay unchanged, and only entered ones are a draft. */
  mayBeEmpty?: boolean
  /** Debounces a callback. */
  later: (callback: () => void) => void
}

/** The connected parts of one wizard. */
function createParts(deps: SessionDeps) {
  const { context, type, api, index, now, later, clusterName, runaiNamespace } = deps
  const form = createWizardForm(type)
  const values = createSecretValues(type, () => form.format.value)
  const entries = createSecretEntries()
  const sshKey = createSshKeySource({ api, values })
  const rights = createScopeRights({ ask: (namespaces) => api.rights({ context, namespaces }), later })
  const existing = createExistingSecret({ context, type, form, index, rights, api, now })
  const expiry = createEnteredExpiry({ api, form, values, entries, sshKey, existing })
  const problems = createFormProblems({
    ...{ type, form, values, entries, sshKey, existing, index, rights },
    mayBeEmpty: deps.mayBeEmpty === true,
  })
  const sending = createWizardSending({ context, type, api, form, values, entries, sshKey, existing, now })
  const data = createEnteredData({ context, api, values, entries, sshKey })
  const hasEntered = () =>
    deps.mayBeEmpty === true
      ? data.hasValues() || form.expiry.expiresAt.value !== null || draft.isAwaited()
      : form.hasText() || data.hasAny()
  const draft = createWizardDraft({
    keeping: deps.keeping,
    enqueue: deps.enqueue,
    entered: () => {
      if (!hasEntered()) return null
      const drafted = data.drafted()
      return { fields: { ...form.entered(), ...drafted.fields }, values: drafted.values }
    },
  })
  const nodes = computed(() => {
    const { known, departments, isComplete } = deps.projects()
    const projects = isComplete ? known : [...index.projects(), ...known]
    const named = new Map([...index.departments(), ...departments].map((each) => [each.id, each]))
    return scopeNodes({ clusterName, runaiNamespace, departments: [...named.values()], projects })
  })
  watch(sending.revision, draft.change)
  return {
    form,
    values,
    entries,
    sshKey,
    data,
    expiry,
    rights,
    existing,
    problems,
    sending,
    draft,
    nodes,
    hasEntered,
  }
}
type Parts = ReturnType<typeof createParts>

/** Which problems are shown, and where the focus goes. */
function createAttention({ problems, sending, existing }: Parts) {
  const edited = shallowReactive(new Set<FieldId>())
  const left = shallowReactive(new Set<FieldId>())
  const isPressed = ref(false)
  /** The field to focus, as a new object per request. `isAsked`: a press leads there. */
  const wish = shallowRef<{ field: FieldId | 'page'; isAsked: boolean } | null>(null)
  const focus = (field: FieldId | 'page', isAsked = false) => void (wish.value = { field, isAsked })

  return {
    wish,
    focus,
    /** A button was pressed: all problems are shown. */
    isPressed,
    edit: (field: FieldId) => void edited.add(field),
    /** A field lost the focus. If nothing was ever entered, it isn't reported before a button is pressed. */
    leave: (field: FieldId) => {
      if (edited.has(field)) left.add(field)
    },
    /** The problem to show for a field. */
    shown(field: FieldId): Problem | null {
      const problem = problems.of(field)
      return problem !== null && (problem.isAtOnce || isPressed.value || left.has(field)) ? problem : null
    },
    /** Focuses the first problem. Returns whether there is one. */
    press(): boolean {
      isPressed.value = true
      const first = problems.first.value
      if (first !== null) focus(first)
      return first !== null
    },
    /** Shows the problems of some fields, and focuses the first. Returns whether there are none. */
    complete(fields: readonly FieldId[]): boolean {
      const first = fields.find((field) => problems.of(field) !== null)
      if (first === undefined) return true
      for (const field of fields) left.add(field)
      focus(first, true)
      return false
    },
    /** Focuses the cause of a failure. */
    meet(): void {
      const where = sending.trouble.value?.where
      if (where !== undefined)
        focus(where === 'secret' && existing.choices.value.length === 0 ? 'page' : where)
    },
    reset(): void {
      edited.clear()
      left.clear()
      isPressed.value = false
    },
  }
}

/** Follows what the user may do in the chosen scope. */
function followRights({ form, rights }: Parts, focus: (field: FieldId) => void, isUntouched: () => boolean) {
  /** A scope that nobody chose here. */
  let presumed: ScopedNamespace | null = null
  watch(form.place, (place) => place !== null && rights.want([place.namespace]), { immediate: true })
  watch(
    () => form.place.value && rights.of(form.place.value.namespace),
    (found) => {
      if (found === null) return
      if (scopeRefusal(found) !== '') {
        if (form.place.value !== presumed) return
        form.place.value = null
        if (isUntouched()) focus('scope')
        return
      }
      const other: Source = form.source.value === 'new' ? 'existing' : 'new'
      if (sourceRefusal(found, form.source.value) !== '') form.source.value = other
    },
  )
  return (place: ScopedNamespace): void => {
    presumed = place
    form.place.value = place
  }
}

/**
 * One wizard, from its first field until it is done or left: the input, its problems, and the cluster's answers. It
 * continues while its dialog is closed, and ends with `end`.
 */
export function createWizardSession(deps: SessionDeps) {
  const effects = effectScope(true)
  const build = () => {
    const parts = createParts(deps)
    const attention = createAttention(parts)
    const presume = followRights(parts, attention.focus, () => !parts.hasEntered())
    return { parts, attention, presume }
  }
  const { parts, attention, presume } = effects.run(build) ?? build()
  const { form, values, entries, sshKey, data, expiry, rights, existing, problems, sending, draft, nodes } =
    parts
  /** Whether an earlier draft is filled in, or only offered. */
  const isContinued = ref(false)

  function fill({ fields, values: entered }: Draft): void {
    form.fill({ ...fields, place: fields.place ?? form.place.value })
    data.fill(fields, entered ?? {})
    isContinued.value = true
  }

  /** Starts with an earlier draft, otherwise with a likely scope. Who is faster than the draft is only offered it. */
  async function start(likely: ScopedNamespace | null): Promise<void> {
    if (likely !== null) presume(likely)
    const found = await draft.read()
    // Who chose a scope meanwhile goes on from there.
    if (form.place.value !== null && form.place.value !== likely) return
    if (found !== null && !parts.hasEntered()) fill(found)
    attention.focus(form.place.value === null ? 'scope' : 'name')
  }

  /** Asks again for values that the keychain didn't return. */
  async function askForValues(): Promise<void> {
    const found = await draft.read()
    if (found?.values && !data.hasTyped()) data.fill(found.fields, found.values)
  }

  /** Sends everything. Returns the credential, or `null` if it doesn't exist yet. */
  async function send(isDryRun: boolean): Promise<Credential | null> {
    if (attention.press()) return null
    const { value: typed } = sending.typed
    const credential = await sending.send(isDryRun)
    const failure = sending.trouble.value?.failure
    if (failure?.code === 'forbidden') rights.askAgain(failure.namespace)
    if (credential === null) {
      // The focus isn't taken from someone who went on typing.
      if (typed === sending.typed.value) attention.meet()
    } else if (!isDryRun) draft.finish()
    return isDryRun ? null : credential
  }

  async function discard(): Promise<void> {
    const place = form.place.value
    form.empty()
    form.place.value = place
    data.clear()
    attention.reset()
    sending.forget()
    existing.forgetLost()
    attention.focus(place === null ? 'scope' : 'name')
    await draft.discard()
  }

  return {
    context: deps.context,
    type: deps.type,
    index: deps.index,
    ...{ form, values, entries, sshKey, expiry },
    chooseFile: data.chooseFile,
    fileFailure: data.fileFailure,
    ...{ rights, existing, problems, sending, draft, nodes, attention, isContinued },
    /** Fills in only the values of a draft. */
    fillValues: data.fill,
    hasTyped: data.hasTyped,
    start,
    continueDraft: () => draft.found.value !== null && fill(draft.found.value),
    askForValues,
    discard,
    chooseScope: (place: ScopedNamespace) => void (form.place.value = place),
    check: () => send(true),
    create: () => send(false),
    /** What must be done before anything can be created. Empty for nothing in particular. */
    hint: (): string => {
      const isLost = existing.news.value !== null && existing.chosen.value === null
      return isLost && form.source.value === 'existing' ? 'Choose another secret first' : ''
    },
    /** Why nothing can be created at all. Empty if it can. */
    refusal: (): string => {
      const place = form.place.value
      const isRefused = place !== null && scopeRefusal(rights.of(place.namespace)) !== ''
      return isRefused ? `You can’t write in ${place.namespace}` : ''
    },
    /** Ends it: keeps the input as a draft, and drops the values here. */
    end(): void {
      draft.leave()
      effects.stop()
      existing.leave()
      expiry.leave()
      rights.leave()
      deps.index.leave()
      data.end()
      form.empty()
    },
  }
}

export type WizardSession = ReturnType<typeof createWizardSession>
