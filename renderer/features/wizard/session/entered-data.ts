import { shallowRef } from 'vue'
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

/** All that a new secret is made of: values by their fields, keys with their values, and files. */
export function createEnteredData({ context, api, values, entries, sshKey }: Deps) {
  const fileFailure = shallowRef<Failure | null>(null)

  return {
    /** Why a chosen file could not be read. */
    fileFailure,
    /** Lets the person choose a file; `null` where none was. */
    async chooseFile(): Promise<ChosenFile | null> {
      fileFailure.value = null
      const result = await api.chooseFile({ context })
      if (!result.ok) fileFailure.value = result.failure
      return result.ok ? result.value : null
    },
    hasAny: () => values.hasAny() || entries.hasAny() || sshKey.file.value !== null,
    /** What drafts keep of it: keys and names of files among the fields, and what was typed. */
    drafted: () => ({
      fields: entries.hasAny() ? { entries: entries.draftEntries() } : {},
      values: { ...values.entered(), ...entries.draftValues() },
    }),
    fill(drafted: DraftFields['entries'], typed: Readonly<Record<string, string>>): void {
      values.fill(typed)
      entries.fillFromDraft(drafted, typed)
    },
    /** Empties it, of what the main process holds as well. */
    clear(): void {
      const file = sshKey.file.value
      const ids = [...entries.fileIds(), ...(file === null ? [] : [file.id])]
      if (ids.length > 0) void api.letGoOfFiles({ ids })
      fileFailure.value = null
      values.clear()
      entries.clear()
      sshKey.leave()
    },
  }
}
