import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { SecretService } from '../integration/secret-service.ts'
import { text } from './application.ts'

const root = resolve(import.meta.dirname, '../..')
const run = promisify(execFile)

/** Prints the content of an account. Prints nothing if there is no such entry. */
const script = `
  const { AsyncEntry } = require('@napi-rs/keyring')
  const entry = new AsyncEntry('Credenza', process.argv[1], { linux: { store: 'secret-service' } })
  entry.getPassword().then((found) => process.stdout.write(found ?? ''), () => {})
`

/** The keychain account with the typed values, according to the user's settings; `undefined` for none. */
export async function keptAccount(home: string): Promise<string | undefined> {
  // Settings don't exist before something must be kept.
  const found = await text(join(home, 'user-data/settings.json')).catch(() => '{}')
  const { draftEntries } = JSON.parse(found) as { draftEntries?: { entries: { account: string }[] } }
  return draftEntries?.entries[0]?.account
}

/** What the tests' keyring contains under an account, read independently of the application. Empty for nothing. */
export async function keyringEntry(service: SecretService, account: string | undefined): Promise<string> {
  if (account === undefined) return ''
  const options = { cwd: root, env: service.environment }
  const { stdout } = await run(process.execPath, ['-e', script, account], options)
  return stdout
}
