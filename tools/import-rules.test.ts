import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

const eslint = new ESLint()

/** The rules that a file of this name breaks by importing this. */
async function broken(file: string, imported: string): Promise<string[]> {
  const [result] = await eslint.lintText(`import * as it from '${imported}'\nvoid it\n`, { filePath: file })
  return (result?.messages ?? []).map(({ ruleId }) => ruleId ?? '').filter((rule) => /restricted/.test(rule))
}

describe('the import rules of docs/architecture.md', () => {
  it.each([
    ['shared/wording.ts', '../electron/services/log.ts'],
    ['renderer/api.ts', '../electron/services/log.ts'],
    ['electron/services/log.ts', '../../renderer/api.ts'],
    ['electron/services/log.ts', '../app/window-options.ts'],
    ['electron/services/log.ts', '../ipc/handle.ts'],
    ['electron/services/log.ts', '../compose.ts'],
    ['electron/ipc/handle.ts', '../kube/kube-row.ts'],
    ['electron/ipc/handle.ts', '../app/window-options.ts'],
    ['electron/kube/core/kube-row.ts', '../services/log.ts'],
    ['electron/app/window.ts', '../services/log.ts'],
    ['electron/preload/preload.ts', '../services/log.ts'],
    ['electron/base/whole-file.ts', '../kube/kube-row.ts'],
    ['electron/base/whole-file.ts', '../services/log.ts'],
    ['electron/base/whole-file.ts', '../../shared/failure.ts'],
    ['electron/ipc/handle.ts', '../base/whole-file.ts'],
    ['electron/kube/core/kube-row.ts', 'electron'],
    ['electron/services/log.ts', 'electron'],
    ['electron/compose.ts', 'electron'],
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
    expect(await broken(file, imported)).not.toEqual([])
  })

  it.each([
    ['electron/services/log.ts', '../kube/kube-row.ts'],
    ['electron/ipc/handle.ts', '../services/log.ts'],
    ['electron/kube/core/kube-row.ts', '../base/whole-file.ts'],
    ['electron/sandbox/sandbox.ts', '../base/whole-file.ts'],
    ['electron/snapshots/thread/engine.ts', '../base/whole-file.ts'],
    ['electron/services/log.ts', '../base/whole-file.ts'],
    ['electron/services/log.ts', '../../shared/failure.ts'],
    ['electron/compose.ts', './ipc/handle.ts'],
    ['electron/kube/core/kube-row.ts', '@kubernetes/client-node'],
    ['electron/services/log.ts', '../keychain/keychain.ts'],
    ['electron/keychain/native-store.ts', '@napi-rs/keyring'],
    ['electron/app/window.ts', 'electron'],
    ['renderer/api.ts', '../shared/failure.ts'],
    ['renderer/ui/element.ts', 'vue'],
  ])('allow that %s imports %s', async (file, imported) => {
    expect(await broken(file, imported)).toEqual([])
  })
})
