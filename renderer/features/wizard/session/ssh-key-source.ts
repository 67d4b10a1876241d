import { shallowRef, watch } from 'vue'
import type { DraftFields } from '../../../../shared/contract/drafts.ts'
import type { EnteredValue } from '../../../../shared/contract/wizard.ts'
import type { SshKeyReading } from '../../../../shared/ssh-key.ts'
import type { Api } from '../../../api.ts'
import type { EntryFile } from './entry-row.ts'
import type { SecretValues } from './secret-values.ts'

interface Deps {
  api: Pick<Api['wizard'], 'inspectSshKey'>
  values: Pick<SecretValues, 'valueOf'>
}

/** Milliseconds of a pause in typing before a key is checked. */
const typingPause = 300

/** The SSH key of a new secret, typed or from a file, and the result of checking it. The newest answer wins. */
export function createSshKeySource({ api, values }: Deps) {
  const file = shallowRef<EntryFile | null>(null)
  const reading = shallowRef<SshKeyReading | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let generation = 0

  const value = (): EnteredValue =>
    file.value === null
      ? { kind: 'text', text: values.valueOf('sshKey') }
      : { kind: 'file', id: file.value.id ?? '' }

  async function inspect(mine: number): Promise<void> {
    const result = await api.inspectSshKey({ value: value() })
    if (mine === generation) reading.value = result.ok ? result.value : null
  }

  function look(): void {
    const mine = ++generation
    clearTimeout(timer)
    reading.value = null
    const entered = value()
    if ((entered.kind === 'text' ? entered.text : entered.id) === '') return
    timer = setTimeout(() => void inspect(mine), typingPause)
  }
  watch([() => values.valueOf('sshKey'), file], look)

  return {
    file,
    /** `null` until checked. */
    reading,
    /** What is sent. */
    value,
    /** The part of a file that drafts keep. */
    draftFile: () => file.value && { name: file.value.name, size: file.value.size },
    fillFromDraft: (drafted: DraftFields['sshKeyFile']) =>
      void (file.value = drafted ? { id: null, ...drafted } : null),
    leave(): void {
      generation += 1
      clearTimeout(timer)
      file.value = null
      reading.value = null
    },
  }
}

export type SshKeySource = ReturnType<typeof createSshKeySource>
