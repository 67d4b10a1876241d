import { nextTick } from 'vue'
import { expect, test } from 'vitest'
import type { DraftFields } from '../../../../shared/contract/drafts.ts'
import type { ChosenFile } from '../../../../shared/contract/wizard.ts'
import { createEnteredData } from './entered-data.ts'
import { createSecretEntries } from './secret-entries.ts'
import { createSecretValues } from './secret-values.ts'
import { createSshKeySource } from './ssh-key-source.ts'
import { createWizardForm } from './wizard-form.ts'

const fileOf = (id: string): ChosenFile => ({ id, name: `${id}.pem`, size: 3, isText: true })

function makeData(chosen: Promise<ChosenFile | null> = Promise.resolve(null)) {
  const gone: string[] = []
  const form = createWizardForm('generic')
  const values = createSecretValues('generic', () => form.format.value)
  const entries = createSecretEntries()
  const sshKey = createSshKeySource({
    api: { inspectSshKey: () => Promise.resolve({ ok: true, value: { kind: 'no-key' } }) },
    values,
  })
  const api = {
    chooseFile: async () => ({ ok: true, value: await chosen }) as const,
    letGoOfFiles: ({ ids }: { ids: string[] }) => {
      gone.push(...ids)
      return Promise.resolve({ ok: true, value: null } as const)
    },
  }
  const data = createEnteredData({ context: 'prod', api, values, entries, sshKey })
  return { data, entries, sshKey, fields: form.entered(), gone }
}

test('files that are replaced, removed or overwritten are released at once, but none that is still needed', async () => {
  const { entries, sshKey, gone, data } = makeData()
  const row = entries.addFile(fileOf('a'))
  const other = entries.addFile(fileOf('b'))
  entries.addFile(fileOf('c'))
  sshKey.file.value = fileOf('d')
  await nextTick()
  expect(gone).toEqual([])
  entries.change(row, { file: fileOf('e') })
  await nextTick()
  expect(gone).toEqual(['a'])
  entries.remove(other)
  await nextTick()
  expect(gone).toEqual(['a', 'b'])
  entries.take([{ key: 'c.pem', value: 'typed', line: 1 }])
  sshKey.file.value = null
  await nextTick()
  expect(gone).toEqual(['a', 'b', 'c', 'd'])
  data.end()
  expect(gone).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('a file that is chosen after the wizard was left is released', async () => {
  let choose = (_file: ChosenFile): void => undefined
  const { data, gone } = makeData(new Promise((resolve) => (choose = resolve)))
  const chosen = data.chooseFile()
  data.end()
  choose(fileOf('a'))
  expect(await chosen).toBeNull()
  expect(gone).toEqual(['a'])
})

test('a draft keeps the name of an SSH key’s file, and nothing that the main process could be asked by', () => {
  const { data, sshKey, fields } = makeData()
  sshKey.file.value = fileOf('a')
  expect(data.hasAny()).toBe(true)
  const drafted: DraftFields = { ...fields, ...data.drafted().fields }
  expect(drafted.sshKeyFile).toEqual({ name: 'a.pem', size: 3 })
  const later = makeData()
  later.data.fill(drafted, {})
  expect(later.sshKey.file.value).toEqual({ id: null, name: 'a.pem', size: 3 })
  expect(later.gone).toEqual([])
})
