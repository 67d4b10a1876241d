import type { DraftFields, DraftKey } from '../../../../shared/contract/drafts.ts'
import { valueLimit } from '../../../../shared/credential-fields.ts'
import type { Api } from '../../../api.ts'
import type { DraftKeeping, Entered } from './wizard-draft.ts'

/** Maximum length of texts in a draft. Longer text isn't valid input, and is cut. */
const textLimit = 4096
const descriptionLimit = 16_384

const keptFields = (fields: DraftFields): DraftFields => ({
  ...fields,
  name: fields.name.slice(0, textLimit),
  description: fields.description.slice(0, descriptionLimit),
  kubernetesName: fields.kubernetesName?.slice(0, textLimit) ?? null,
  registryUrl: fields.registryUrl.slice(0, textLimit),
})

function keptValues(values: Entered['values']): Record<string, string> | 'as-kept' | null {
  if (values === 'as-kept') return values
  const kept = Object.entries(values).filter(([, value]) => value !== '' && value.length <= valueLimit)
  return kept.length === 0 ? null : Object.fromEntries(kept)
}

/** Keeps one draft in the main process. */
export function draftKeeping({ drafts }: Pick<Api, 'drafts'>, key: DraftKey): DraftKeeping {
  return {
    read: () => drafts.read(key),
    keep: ({ fields, values }) =>
      drafts.keep({ ...key, fields: keptFields(fields), values: keptValues(values) }),
    discard: () => drafts.discard(key),
  }
}
