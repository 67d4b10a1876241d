import { computed } from 'vue'
import type { InputOf } from '../../../../shared/contract/define.ts'
import type { rotation } from '../../../../shared/contract/rotation.ts'
import type { FieldId } from '../../wizard/session/form-problems.ts'
import type { WizardSession } from '../../wizard/session/wizard-session.ts'

/** The part of it that is sent. */
export type SentValues = Pick<InputOf<typeof rotation.rotate>, 'values' | 'entries' | 'expiresAt'>

/** The input of a rotation, in a wizard's fields. Empty fields stay unchanged. */
export function createNewValues({
  form,
  values,
  entries,
  sshKey,
  problems,
}: Pick<WizardSession, 'form' | 'values' | 'entries' | 'sshKey' | 'problems'>) {
  const fieldIds = computed<FieldId[]>(() => [
    ...(form.format.value.form === 'entries' ? (['entries'] as const) : values.fields.map(({ id }) => id)),
    'expiresAt',
  ])

  /** The values to send. `null` while none is entered. */
  function entered(): SentValues | null {
    const some = enteredValues()
    return some === null ? null : { ...some, expiresAt: form.expiry.expiresAt.value }
  }

  function enteredValues(): Pick<SentValues, 'values' | 'entries'> | null {
    const { form: dataForm, fields } = form.format.value
    if (dataForm === 'entries') {
      const some = entries.all().filter(({ value }) => value.kind === 'file' || value.text !== '')
      return some.length === 0 ? null : { entries: some }
    }
    if (dataForm === 'file') {
      const value = sshKey.value()
      const isEmpty = (value.kind === 'text' ? value.text : value.id) === ''
      return isEmpty ? null : { entries: [{ key: fields[0]?.key ?? '', value }] }
    }
    const some = Object.entries(values.all()).filter(([, value]) => value !== '')
    return some.length === 0 ? null : { values: Object.fromEntries(some) }
  }

  return {
    entered,
    /** The data keys that change, or that may change while nothing is entered. */
    keys: computed<readonly string[]>(() => {
      const { form: dataForm, fields } = form.format.value
      if (dataForm === 'registry-login') return ['.dockerconfigjson']
      if (dataForm === 'entries') {
        const some = entries.rows.value.filter(({ text, file }) => text !== '' || file !== null)
        return (some.length === 0 ? entries.rows.value : some).map(({ key }) => key).filter(Boolean)
      }
      const some = fields.filter(({ id }) => values.valueOf(id) !== '')
      return (some.length === 0 ? fields : some).map(({ key }) => key)
    }),
    /** The first field with a problem. `null` if there is none. */
    firstWrong: computed(() => fieldIds.value.find((field) => problems.of(field) !== null) ?? null),
  }
}
