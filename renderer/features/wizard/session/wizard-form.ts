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
    /** The chosen existing secret; of a draft only its name is known at first. */
    secretUid,
    secretName,
    registryUrl,
    /** The known registry that was chosen: what its login must be is reported. */
    registryHelp,
    /** When its value stops to be valid. */
    expiry,
    /** How the secret is laid out, and the id of that; a type that is older than formats has one without an id. */
    format,
    formatId,
    choose,
    chooseNone,
    entered,
    fill,
    empty: () => fill(nothing),
    /** Whether something was typed that would be lost; a scope alone is chosen again at once. */
    hasText: () =>
      [name, description, registryUrl].some((field) => field.value !== '') ||
      secretName.value !== '' ||
      ownKubernetesName.value !== null ||
      expiry.expiresAt.value !== null,
  }
}

export type WizardForm = ReturnType<typeof createWizardForm>
