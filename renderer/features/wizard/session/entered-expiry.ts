import { computed, shallowRef, watch } from 'vue'
import type { InputOf } from '../../../../shared/contract/define.ts'
import type { wizard } from '../../../../shared/contract/wizard.ts'
import { dataKeyProblem } from '../../../../shared/data-key.ts'
import type { ExpiryProposal } from '../../../../shared/expiry.ts'
import type { Api } from '../../../api.ts'
import type { ExistingSecret } from './existing-secret.ts'
import type { SecretEntries } from './secret-entries.ts'
import type { SecretValues } from './secret-values.ts'
import type { SshKeySource } from './ssh-key-source.ts'
import type { WizardForm } from './wizard-form.ts'

type Entered = InputOf<typeof wizard.proposeExpiry>

interface Deps {
  api: Pick<Api['wizard'], 'proposeExpiry'>
  form: Pick<WizardForm, 'source' | 'format'>
  values: Pick<SecretValues, 'all' | 'problems' | 'revision' | 'fields'>
  entries: Pick<SecretEntries, 'all' | 'revision'>
  sshKey: Pick<SshKeySource, 'file'>
  existing: Pick<ExistingSecret, 'expiries'>
}

/** Milliseconds of a pause in typing before values are read. */
const typingPause = 300

/** When the entered values, or those of the chosen secret, expire, if they say so. The newest answer wins. */
export function createEnteredExpiry(deps: Deps) {
  const { api, form, values, entries, sshKey, existing } = deps
  const told = shallowRef<readonly ExpiryProposal[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let generation = 0

  function forget(): void {
    generation += 1
    clearTimeout(timer)
    told.value = []
  }

  async function ask(entered: Entered, mine: number): Promise<void> {
    const result = await api.proposeExpiry(entered)
    if (mine === generation) told.value = result.ok ? result.value : []
  }

  function look(): void {
    forget()
    if (form.source.value === 'existing') return
    const mine = generation
    timer = setTimeout(() => {
      const entered = enteredOf(deps)
      if (entered !== null) void ask(entered, mine)
    }, typingPause)
  }
  watch([values.revision, entries.revision, sshKey.file, form.source, form.format], look)

  return {
    proposals: computed(() => (form.source.value === 'existing' ? existing.expiries.value : told.value)),
    /** The name of a proposal's key: a field's label, or the key itself. */
    nameOf: (key: string): string => values.fields.find(({ id }) => id === key)?.label ?? key,
    leave: forget,
  }
}

/** The input that can be checked. SSH keys never expire. `null`: nothing. */
function enteredOf({ form, values, entries }: Deps): Entered | null {
  switch (form.format.value.form) {
    case 'file':
      return null
    case 'entries': {
      const named = new Map(entries.all().map((entry) => [entry.key, entry]))
      const some = [...named.values()].filter(
        ({ key, value }) =>
          dataKeyProblem(key) === null && (value.kind === 'text' ? value.text : value.id) !== '',
      )
      return some.length === 0 ? null : { entries: some }
    }
    case 'fields':
    case 'registry-login': {
      const some = Object.entries(values.all()).filter(
        ([field]) => values.problems.value[field as keyof typeof values.problems.value] === undefined,
      )
      return some.length === 0 ? null : { values: Object.fromEntries(some) }
    }
  }
}
