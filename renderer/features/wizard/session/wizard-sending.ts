import { computed, ref, shallowRef, type Ref } from 'vue'
import type { InputOf } from '../../../../shared/contract/define.ts'
import type { ScopedNamespace, wizard } from '../../../../shared/contract/wizard.ts'
import type { Credential, UnusedSecret } from '../../../../shared/credential.ts'
import type { Failure, Result } from '../../../../shared/failure.ts'
import type { CredentialType, KnownFormat } from '../../../../shared/credential-types/credential-types.ts'
import type { Api } from '../../../api.ts'
import type { Source } from '../../../state/open-context/write-refusal-text.ts'
import type { ExistingSecret } from './existing-secret.ts'
import type { FieldId } from './form-problems.ts'
import type { SshKeySource } from './ssh-key-source.ts'
import type { SecretEntries } from './secret-entries.ts'
import type { SecretValues } from './secret-values.ts'
import type { WizardForm } from './wizard-form.ts'
import { placeOfTrouble, type Trouble } from './wizard-trouble.ts'

export type CreateInput = InputOf<typeof wizard.create>
export type ClaimInput = InputOf<typeof wizard.claim>

interface Deps {
  context: string
  type: CredentialType
  api: Pick<Api['wizard'], 'create' | 'claim'>
  form: WizardForm
  values: SecretValues
  entries: Pick<SecretEntries, 'all' | 'revision'>
  sshKey: Pick<SshKeySource, 'file' | 'value'>
  existing: Pick<ExistingSecret, 'chosen' | 'version' | 'setClaiming' | 'markUnavailable' | 'look'>
  now: () => number
}

/** A claim that the cluster refused, as its command still shows it. */
export interface RefusedClaim {
  name: string
  version: string
}

/** What a request was about. */
interface Sent {
  row: UnusedSecret | null
  version: string
  source: Source
  lastValue: FieldId
  /** The content of each field that may turn out to be the cause of a failure. */
  about: ReadonlyMap<FieldId | 'page', string>
}

function sentNow(deps: Deps): Sent {
  const { form, existing, values } = deps
  const source = form.source.value
  const lastValue = values.fields.at(-1)?.id ?? 'entries'
  const fields = ['name', 'kubernetesName', 'scope', 'secret', lastValue, 'page'] as const
  return {
    row: source === 'existing' ? existing.chosen.value : null,
    version: existing.version.value,
    source,
    lastValue,
    about: new Map(fields.map((field) => [field, aboutOf(field, deps)])),
  }
}

/** The content of a field, to tell whether a failure still applies. */
function aboutOf(
  field: FieldId | 'page',
  { form, values, entries, sshKey }: Pick<Deps, 'form' | 'values' | 'entries' | 'sshKey'>,
): string {
  switch (field) {
    case 'name':
      return form.name.value
    case 'kubernetesName':
      return form.kubernetesName.value
    case 'scope':
      return JSON.stringify(form.place.value)
    case 'secret':
      return form.secretUid.value
    case 'page':
      return ''
    case 'entries':
      return String(entries.revision.value)
    default:
      return `${values.revision.value} ${sshKey.file.value?.id ?? ''}`
  }
}

/** Sends the input, once at a time, and keeps the result. */
export function createWizardSending(deps: Deps) {
  const { context, type, api, form, values, entries, sshKey, existing, now } = deps
  const request = shallowRef<{ isDryRun: boolean; since: number } | null>(null)
  const trouble = shallowRef<Trouble | null>(null)
  const refusedClaim = shallowRef<RefusedClaim | null>(null)
  /** What a person entered, besides the secret. */
  const typed = computed(() =>
    JSON.stringify([
      { ...form.entered(), secretName: '' },
      values.revision.value,
      entries.revision.value,
      sshKey.file.value?.id,
    ]),
  )
  /** All input, to tell whether a check still applies. */
  const revision = computed(() =>
    JSON.stringify([typed.value, form.secretName.value, existing.version.value]),
  )
  const passed: Ref<string | null> = ref(null)
  let generation = 0
  /** The revision that the last request sent. */
  let sent = ''

  async function ask(dryRun: boolean, row: UnusedSecret | null): Promise<Result<Credential>> {
    const place = form.place.value
    if (place === null) throw new Error('no scope was chosen')
    const written = { context, type, place, form, dryRun }
    if (form.source.value === 'new') return api.create(createInput(written, deps))
    if (row === null) throw new Error('no secret was chosen')
    const { scope } = place
    const at = { ...written, place: { scope, namespace: row.namespace } }
    return api.claim(claimInput(at, { name: row.kubernetesName, resourceVersion: existing.version.value }))
  }

  function fail(failure: Failure, { row, version, source, lastValue, about }: Sent): void {
    const cause = placeOfTrouble(failure, source, lastValue)
    let isNews = false
    // A field that holds something else now isn't the cause.
    const isHere = about.get(cause) === aboutOf(cause, deps)
    if (row !== null && cause === 'secret') {
      refusedClaim.value = { name: row.kubernetesName, version }
      isNews = existing.markUnavailable(row, failure)
      if (failure.code === 'secret-changed' || failure.code === 'secret-unfit') existing.look()
    }
    // The news is shown at the secret, even if the list or a check took it out of the field first.
    const where = isHere || isNews ? cause : 'page'
    trouble.value = { failure, at: now(), where, about: aboutOf(where, deps) }
  }

  /**
   * Sends it. `null` if it wasn't done, with the reason in `trouble`, or if the same or a write is under way. Another
   * dry run is replaced, since its result no longer matters.
   */
  async function send(isDryRun: boolean): Promise<Credential | null> {
    const isSame = isDryRun && sent === revision.value
    if (request.value !== null && (isSame || !request.value.isDryRun)) return null
    const mine = ++generation
    sent = revision.value
    const asSent = sentNow(deps)
    const { row } = asSent
    request.value = { isDryRun, since: now() }
    trouble.value = null
    refusedClaim.value = null
    passed.value = null
    existing.setClaiming(true)
    const result = await ask(isDryRun, row)
    if (mine !== generation) return null
    request.value = null
    if (!result.ok) fail(result.failure, asSent)
    existing.setClaiming(false)
    if (!result.ok) return null
    if (isDryRun) passed.value = sent
    return result.value
  }

  return {
    /** The request under way. `since` is in milliseconds since 1970. */
    request,
    trouble,
    /** The failure of a field, as long as the field contains what was refused. */
    troubleAt(field: FieldId | 'page'): Trouble | null {
      const found = trouble.value
      return found !== null && found.where === field && found.about === aboutOf(field, deps) ? found : null
    },
    refusedClaim,
    /** The cluster checked the current input and would accept it. */
    isPassed: computed(() => passed.value === revision.value),
    revision,
    typed,
    send,
    forget(): void {
      trouble.value = null
      refusedClaim.value = null
      passed.value = null
    },
  }
}

interface Written {
  context: string
  type: CredentialType
  place: ScopedNamespace
  form: WizardForm
  dryRun: boolean
}

const named = ({ context, place, form, dryRun }: Written) => ({
  context,
  place,
  name: form.name.value,
  description: form.description.value,
  expiresAt: form.expiry.expiresAt.value,
  dryRun,
})

type EnteredData = Pick<Deps, 'values' | 'entries' | 'sshKey'>

/** The request for a new secret. */
function createInput(written: Written, entered: EnteredData): CreateInput {
  const { form } = written
  return {
    ...named(written),
    kubernetesName: form.kubernetesName.value,
    ...typeOf(written),
    ...dataOf(form.format.value, entered),
  }
}

/** The value of a file's field is sent as its single key. */
function dataOf(
  { form, fields: [first] }: KnownFormat,
  { values, entries, sshKey }: EnteredData,
): Pick<CreateInput, 'values' | 'entries'> {
  if (form === 'entries') return { entries: entries.all() }
  if (form !== 'file' || first === undefined) return { values: values.all() }
  return { entries: [{ key: first.key, value: sshKey.value() }] }
}

const typeOf = ({ type, form }: Written) => ({
  type,
  ...(form.formatId.value === null ? {} : { format: form.formatId.value }),
  ...(form.format.value.form === 'registry-login' ? { registryUrl: form.registryUrl.value } : {}),
})

/** The request for an existing secret, based on one of its versions. */
function claimInput(written: Written, secret: ClaimInput['secret']): ClaimInput {
  return { ...named(written), secret, ...typeOf(written) }
}
