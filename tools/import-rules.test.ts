import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

const eslint = new ESLint()

/** The rules that a file of this name breaks by importing this. */
async function broken(file: string, imported: string): Promise<string[]> {
  const script = `import * as it from '${imported}'\nvoid it\n`
  const text = file.endsWith('.vue') ? `<script setup lang="ts">\n${script}</script>\n` : script
  const [result] = await eslint.lintText(text, { filePath: file })
  return (result?.messages ?? []).map(({ ruleId }) => ruleId ?? '').filter((rule) => /restricted/.test(rule))
}

/** The files of ours that a test names: a rule says nothing about an import that leads nowhere. */
const own = (file: string, imported: string) => [
  file,
  ...(imported.startsWith('.') ? [join(dirname(file), imported)] : []),
]

describe('the import rules of docs/architecture.md', () => {
  it.each([
    ['shared/wording.ts', '../electron/services/log.ts'],
    ['renderer/api.ts', '../electron/services/log.ts'],
    ['electron/services/log.ts', '../../renderer/api.ts'],
    ['electron/services/log.ts', '../app/window-options.ts'],
    ['electron/services/log.ts', '../ipc/handle.ts'],
    ['electron/services/log.ts', '../compose/compose.ts'],
    ['electron/ipc/handle.ts', '../kube/core/kube-row.ts'],
    ['electron/ipc/handle.ts', '../app/window-options.ts'],
    ['electron/kube/core/kube-row.ts', '../../services/log.ts'],
    ['electron/app/window.ts', '../services/log.ts'],
    ['electron/preload/preload.ts', '../services/log.ts'],
    ['electron/base/whole-file.ts', '../kube/core/kube-row.ts'],
    ['electron/base/whole-file.ts', '../services/log.ts'],
    ['electron/base/whole-file.ts', '../../shared/failure.ts'],
    ['electron/ipc/handle.ts', '../base/whole-file.ts'],
    ['electron/sandbox/sandbox.ts', '../kube/core/kube-row.ts'],
    ['electron/kube/http/dispatchers.ts', '../requests/requests.ts'],
    ['electron/kube/kubeconfig/pem.ts', '../connection.ts'],
    ['shared/failure.ts', './contract/contract.ts'],
    ['renderer/ui/element.ts', '../state/application.store.ts'],
    ['renderer/ui/element.ts', './grid/DataGrid.vue'],
    ['renderer/state/application.store.ts', '../features/download/download.ts'],
    ['renderer/features/secrets/SecretsPage.vue', '../wizard/WizardDialog.vue'],
    ['renderer/features/wizard/WizardDialog.vue', '../credentials/CredentialsPage.vue'],
    ['renderer/features/snapshots/table/table-view.ts', '../compare/comparing.ts'],
    ['electron/kube/core/kube-row.ts', 'electron'],
    ['electron/services/log.ts', 'electron'],
    ['electron/compose/compose.ts', 'electron'],
    ['electron/services/log.ts', '@kubernetes/client-node'],
    ['electron/main.ts', '@kubernetes/client-node'],
    ['electron/keychain/keychain.ts', '../services/log.ts'],
    ['electron/keychain/keychain.ts', 'electron'],
    ['electron/ipc/handle.ts', '../keychain/keychain.ts'],
    ['electron/services/log.ts', '@napi-rs/keyring'],
    ['electron/kube/core/kube-row.ts', '@napi-rs/keyring'],
    ['electron/main.ts', '@napi-rs/keyring'],
    ['renderer/api.ts', 'node:fs'],
    ['renderer/api.ts', 'electron'],
    ['renderer/ui/cells/age-text.ts', 'vue'],
  ])('refuse that %s imports %s', async (file, imported) => {
    expect(own(file, imported).filter((path) => !existsSync(path))).toEqual([])
    expect(await broken(file, imported)).not.toEqual([])
  })

  it.each([
    ['electron/services/log.ts', '../kube/core/kube-row.ts'],
    ['electron/ipc/handle.ts', '../services/log.ts'],
    ['electron/kube/core/kube-row.ts', '../../base/whole-file.ts'],
    ['electron/kube/requests/requests.ts', '../http/dispatchers.ts'],
    ['electron/kube/connection.test.ts', './requests/requests.ts'],
    ['renderer/features/credentials/CredentialsPage.vue', '../wizard/WizardDialog.vue'],
    ['electron/sandbox/sandbox.ts', '../base/whole-file.ts'],
    ['electron/services/log.ts', '../base/whole-file.ts'],
    ['electron/services/log.ts', '../../shared/failure.ts'],
    ['electron/compose/compose.ts', '../ipc/handle.ts'],
    ['electron/kube/core/kube-row.ts', '@kubernetes/client-node'],
    ['electron/services/log.ts', '../keychain/keychain.ts'],
    ['electron/keychain/native-store.ts', '@napi-rs/keyring'],
    ['electron/app/window.ts', 'electron'],
    ['renderer/api.ts', '../shared/failure.ts'],
    ['renderer/ui/element.ts', 'vue'],
  ])('allow that %s imports %s', async (file, imported) => {
    expect(own(file, imported).filter((path) => !existsSync(path))).toEqual([])
    expect(await broken(file, imported)).toEqual([])
  })
})
