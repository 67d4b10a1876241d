import { computed, shallowRef, watch } from 'vue'
import type { DraftFields } from '../../../../shared/contract/drafts.ts'
import type { ChosenFile } from '../../../../shared/contract/wizard.ts'
import type { Failure } from '../../../../shared/failure.ts'
import type { Api } from '../../../api.ts'
import type { SecretEntries } from './secret-entries.ts'
import type { SecretValues } from './secret-values.ts'
import type { SshKeySource } from './ssh-key-source.ts'

interface Deps {
  context: string
  api: Pick<Api['wizard'], 'chooseFile' | 'letGoOfFiles'>
  values: SecretValues
  entries: SecretEntries
  sshKey: SshKeySource
}

/** The data of a new secret: values by field, keys with values, and files. */
export function createEnteredData({ context, api, values, entries, sshKey }: Deps) {
  const fileFailure = shallowRef<Failure | null>(null)
  /** The files in use, of those that the main process holds. */
  const wanted = computed(
    () => new Set([...entries.fileIds(), ...(sshKey.file.value?.id ? [sshKey.file.value.id] : [])]),
  )
  let held = wanted.value
  let isOver = false

  /** Drops those that were in use until now. */
  function letGo(): void {
    const ids = [...held].filter((id) => !wanted.value.has(id))
    held = wanted.value
    if (ids.length > 0) void api.letGoOfFiles({ ids })
  }
  watch(wanted, letGo)

  function clear(): void {
    fileFailure.value = null
    values.clear()
    entries.clear()
    sshKey.leave()
    letGo()
  }

  return {
    /** Why a chosen file couldn't be read. */
    fileFailure,
    /** Lets the person choose a file. `null` if cancelled. */
    async chooseFile(): Promise<ChosenFile | null> {
      fileFailure.value = null
      const result = await api.chooseFile({ context })
      if (!result.ok) fileFailure.value = result.failure
      const file = result.ok ? result.value : null
      if (!isOver || file === null) return file
      void api.letGoOfFiles({ ids: [file.id] })
      return null
    },
    /** Values, not files. */
    hasTyped: () => values.hasAny() || Object.keys(entries.draftValues()).length > 0,
    /** Keys without a value don't count. */
    hasValues: () => values.hasAny() || entries.hasValues() || sshKey.file.value !== null,
    hasAny: () => values.hasAny() || entries.hasAny() || sshKey.file.value !== null,
    /** The parts for a draft: keys and file names among the fields, and what was typed. */
    drafted: () => ({
      fields: {
        ...(entries.hasAny() ? { entries: entries.draftEntries() } : {}),
        ...(sshKey.file.value === null ? {} : { sshKeyFile: sshKey.draftFile() }),
      },
      values: { ...values.entered(), ...entries.draftValues() },
    }),
    fill(drafted: DraftFields, typed: Readonly<Record<string, string>>): void {
      values.fill(typed)
      entries.fillFromDraft(drafted.entries, typed)
      sshKey.fillFromDraft(drafted.sshKeyFile)
    },
    /** Clears it, including what the main process holds. */
    clear,
    /** Clears it permanently. A file dialog that is still open adds nothing anymore. */
    end(): void {
      isOver = true
      clear()
    },
  }
}
