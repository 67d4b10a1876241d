import { computed, ref, shallowRef } from 'vue'
import type { DraftFields } from '../../../../shared/contract/drafts.ts'
import type { ScopedNamespace } from '../../../../shared/contract/wizard.ts'
import { deriveKubernetesName } from '../../../../shared/kubernetes-name.ts'
import {
  typeDescriptions,
  type CredentialType,
  type FormatId,
} from '../../../../shared/credential-types/credential-types.ts'
import type { RegistryPreset } from '../../../../shared/registry-presets.ts'
import { createExpiryEntry } from '../../expiry/expiry-entry.ts'
import type { Source } from '../../../state/open-context/write-refusal-text.ts'

const nothing: DraftFields = {
  place: null,
  name: '',
  description: '',
  kubernetesName: null,
  source: 'new',
  secretName: '',
  registryUrl: '',
  format: null,
  expiresAt: null,
}

/** The fields of one wizard, without its values. */
export function createWizardForm(type: CredentialType) {
  const place = shallowRef<ScopedNamespace | null>(null)
  const name = ref('')
  const description = ref('')
  const ownKubernetesName = ref<string | null>(null)
  const source = ref<Source>('new')
  const secretUid = ref('')
  const secretName = ref('')
  const registryUrl = ref('')
  const registryHelp = shallowRef<RegistryPreset | null>(null)
  const expiry = createExpiryEntry()
  const { formats } = typeDescriptions[type]
  const formatId = ref<FormatId | null>(formats[0].id)
  const format = computed(() => formats.find(({ id }) => id === formatId.value) ?? formats[0])

  const kubernetesName = computed(() => ownKubernetesName.value ?? deriveKubernetesName(type, name.value))

  const entered = (): DraftFields => ({
    place: place.value,
    name: name.value,
    description: description.value,
    kubernetesName: ownKubernetesName.value,
    source: source.value,
    secretName: secretName.value,
    registryUrl: registryUrl.value,
    format: formatId.value,
    expiresAt: expiry.expiresAt.value,
  })

  /** Chooses an existing secret. */
  function choose(row: { uid: string; kubernetesName: string }): void {
    secretUid.value = row.uid
    secretName.value = row.kubernetesName
  }
  const chooseNone = () => choose({ uid: '', kubernetesName: '' })

  function fill(fields: DraftFields): void {
    place.value = fields.place
    name.value = fields.name
    description.value = fields.description
    ownKubernetesName.value = fields.kubernetesName
    source.value = fields.source
    choose({ uid: '', kubernetesName: fields.secretName })
    registryUrl.value = fields.registryUrl
    registryHelp.value = null
    formatId.value = formats.find(({ id }) => id === fields.format)?.id ?? formats[0].id
    expiry.take(fields.expiresAt ?? null)
  }

  return {
    place,
    name,
    description,
    ownKubernetesName,
    /** The Kubernetes name of a new secret: entered, or derived from the credential name. */
    kubernetesName,
    source,
    /** The chosen existing secret. A draft first knows only its name. */
    secretUid,
    secretName,
    registryUrl,
    /** The chosen registry preset, whose login requirements are shown. */
    registryHelp,
    /** When its value expires. */
    expiry,
    /** The secret's layout, and its id. A type that is older than formats has one without an id. */
    format,
    formatId,
    choose,
    chooseNone,
    entered,
    fill,
    empty: () => fill(nothing),
    /** Whether typed input would be lost. A scope alone is quickly chosen again. */
    hasText: () =>
      [name, description, registryUrl].some((field) => field.value !== '') ||
      secretName.value !== '' ||
      ownKubernetesName.value !== null ||
      expiry.expiresAt.value !== null,
  }
}

export type WizardForm = ReturnType<typeof createWizardForm>
