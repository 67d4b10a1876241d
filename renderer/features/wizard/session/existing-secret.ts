import { computed, ref, watch } from 'vue'
import {
  scopeKey,
  type Incompatibility,
  type Remark,
  type UnusedSecret,
} from '../../../../shared/credential.ts'
import type { ExpiryProposal } from '../../../../shared/expiry.ts'
import type { Failure } from '../../../../shared/failure.ts'
import { registryAddressProblem } from '../../../../shared/registry-address.ts'
import type { CredentialType } from '../../../../shared/credential-types/credential-types.ts'
import type { Api } from '../../../api.ts'
import type { ListIndex } from '../../../state/open-context/list-index.ts'
import { createLostSecrets } from './lost-secrets.ts'
import { sourceRefusal } from '../../../state/open-context/write-refusal-text.ts'
import type { ScopeRights } from './scope-rights.ts'
import { choicesOf, nextChoice } from './secret-choices.ts'
import { createSecretCheck } from './secret-check.ts'
import type { WizardForm } from './wizard-form.ts'

interface Deps {
  context: string
  type: CredentialType
  form: WizardForm
  index: Pick<ListIndex, 'unusedOf' | 'unusedWith' | 'unusedNamed' | 'credentialWith'>
  rights: Pick<ScopeRights, 'of'>
  api: Pick<Api['wizard'], 'check'>
  now: () => number
}

/** Milliseconds of a pause in typing before an address is looked up. */
const typingPause = 400
const aboutUrl: readonly Incompatibility['code'][] = ['registry-without-url', 'registry-login-empty']

/** What is offered for the form's scope, and which secret is chosen. */
function createOffer({ type, form, index, rights }: Deps, lostSecrets: ReturnType<typeof createLostSecrets>) {
  const { lost } = lostSecrets
  const choices = computed(() => {
    const place = form.place.value
    if (place === null) return []
    const refusalIn = (namespace: string) => sourceRefusal(rights.of(namespace), 'existing')
    return choicesOf({
      rows: index.unusedOf(place.scope),
      lost: lost.value,
      place,
      type,
      format: form.formatId.value,
      refusalIn,
    })
  })
  const chosen = computed<UnusedSecret | null>(() => {
    const row = index.unusedWith(form.secretUid.value)
    const place = form.place.value
    if (row === undefined || place === null || lost.value.has(row.uid)) return null
    return scopeKey(row.scope) === scopeKey(place.scope) ? row : null
  })
  /** A draft names a secret, which is chosen as soon as the list contains it. */
  const named = computed(() => {
    const [name, namespace] = [form.secretName.value, form.place.value?.namespace ?? '']
    return name === '' || form.secretUid.value !== '' ? undefined : index.unusedNamed(namespace, name)
  })
  watch(named, (row) => row !== undefined && form.choose(row), { immediate: true })
  return { choices, chosen }
}

/** The choice of an existing secret: the offer, what is known about the chosen one, and what happened to it. */
export function createExistingSecret(deps: Deps) {
  const { context, type, form, index, api, now } = deps
  const check = createSecretCheck({ check: api.check, now })
  const asked = ({ scope, namespace, kubernetesName: name }: UnusedSecret, registryUrl: string) => ({
    context,
    place: { scope: { kind: scope.kind, id: scope.id }, namespace },
    name,
    type,
    ...(form.formatId.value === null ? {} : { format: form.formatId.value }),
    registryUrl,
  })
  const lostSecrets = createLostSecrets({ index, ask: (row) => api.check(asked(row, '')), now })
  const { choices, chosen } = createOffer(deps, lostSecrets)
  const suggestedUid = ref('')
  let isClaiming = false
  let missedRow: UnusedSecret | null = null

  const url = computed(() => {
    const address = form.registryUrl.value
    return type === 'docker-registry' && registryAddressProblem(address) === null ? address : ''
  })
  const fitness = computed(() => (check.state.value.kind === 'checked' ? check.state.value.fitness : null))
  const incompatibilities = computed<readonly Incompatibility[]>(() => fitness.value?.incompatibilities ?? [])

  function look(wait: number): void {
    const row = form.source.value === 'existing' ? chosen.value : null
    if (row === null) check.forget()
    else check.look(asked(row, url.value), wait)
  }

  function leaveChosen(uid: string): void {
    if (form.secretUid.value === uid) form.chooseNone()
    suggestedUid.value = nextChoice(choices.value, uid)?.uid ?? ''
  }

  /** Handles a failure that may say what happened to a secret. Returns whether it did: then it is the news. */
  function markUnavailable(row: UnusedSecret, failure: Failure): boolean {
    const isLost = lostSecrets.markUnavailable(row, failure)
    if (isLost) leaveChosen(row.uid)
    return isLost
  }

  watch(
    [() => chosen.value?.uid, () => chosen.value?.resourceVersion, form.formatId, form.source],
    ([uid, version, format], before) => {
      // The list may lag behind what was read, and then catches up.
      const isSame = uid === before[0] && format === before[2]
      if (isSame && version === fitness.value?.resourceVersion) return
      look(0)
    },
  )
  watch(url, () => look(typingPause))
  function explainMissing(row: UnusedSecret): void {
    if (form.secretUid.value !== row.uid) return
    void lostSecrets.explain(row)
    leaveChosen(row.uid)
  }
  watch(chosen, (row, before) => {
    if (row !== null || before === null) return
    if (isClaiming) missedRow = before
    else explainMissing(before)
  })
  /** A claim's own effect on the list isn't news while it is under way. It is if the claim failed. */
  function setClaiming(isUnderWay: boolean): void {
    isClaiming = isUnderWay
    const row = missedRow
    missedRow = null
    if (!isUnderWay && row !== null && chosen.value === null) explainMissing(row)
  }
  watch(check.state, (state) => {
    if (state.kind === 'failed' && chosen.value !== null) markUnavailable(chosen.value, state.failure)
  })
  // Synchronous, so that a draft can set the place first and then its secret.
  watch(
    () => form.place.value && scopeKey(form.place.value.scope),
    () => {
      lostSecrets.forget()
      form.chooseNone()
    },
    { flush: 'sync' },
  )

  return {
    choices,
    /** The chosen secret in the live list. `null` if none is chosen or it no longer exists. */
    chosen,
    check: check.state,
    /** The last message about a secret that can't be chosen anymore. */
    news: lostSecrets.news,
    /** The secret to focus after one became unavailable. */
    suggestedUid,
    /** Problems with the secret itself, and with its entry for the URL. */
    incompatibilities: computed(() => incompatibilities.value.filter(({ code }) => !aboutUrl.includes(code))),
    urlIncompatibilities: computed(() =>
      incompatibilities.value.filter(({ code }) => aboutUrl.includes(code)),
    ),
    leftAnnotations: computed<readonly string[]>(() => fitness.value?.leftAnnotations ?? []),
    /** When its values expire, if they say so. */
    expiries: computed<readonly ExpiryProposal[]>(() => fitness.value?.expiries ?? []),
    remarks: computed<readonly Remark[]>(() => fitness.value?.remarks ?? []),
    /** The version that a claim is based on: that of the last check of its keys. */
    version: computed(() => fitness.value?.resourceVersion ?? chosen.value?.resourceVersion ?? ''),
    choose(uid: string): void {
      lostSecrets.dismissNews()
      const row = index.unusedWith(uid)
      if (row === undefined) form.chooseNone()
      else form.choose(row)
    },
    markUnavailable,
    /** Rereads the chosen secret. */
    look: () => look(0),
    setClaiming,
    forgetLost: lostSecrets.forget,
    leave: check.forget,
  }
}

export type ExistingSecret = ReturnType<typeof createExistingSecret>
