import type { Failure } from '../../../../shared/failure.ts'
import type { FieldId } from './form-problems.ts'
import type { Source } from '../../../state/open-context/write-refusal-text.ts'

/** A failure of a write, with the field of its note and the content that it is about. */
export interface Trouble {
  failure: Failure
  /** Milliseconds since 1970. */
  at: number
  where: FieldId | 'page'
  about: string
}

/** The field that caused a failure, or the page if none did. `lastValue` is the last value field of a new secret. */
export function placeOfTrouble(failure: Failure, source: Source, lastValue: FieldId): FieldId | 'page' {
  switch (failure.code) {
    case 'secret-exists':
    case 'already-exists':
      return 'kubernetesName'
    case 'credential-name-taken':
      return 'name'
    case 'secret-taken':
    case 'secret-gone':
    case 'secret-copied':
    case 'secret-not-understood':
    case 'secret-not-registered':
    case 'secret-changed':
    case 'secret-unfit':
      return 'secret'
    case 'scope-elsewhere':
      return 'scope'
    case 'too-large':
      return source === 'new' ? lastValue : 'page'
    case 'invalid':
      if (source === 'existing') return 'page'
      if (failure.fields.includes('metadata.name')) return 'kubernetesName'
      return failure.fields.some((field) => /^(?:data|stringData)\b/.test(field)) ? lastValue : 'page'
    default:
      return 'page'
  }
}
