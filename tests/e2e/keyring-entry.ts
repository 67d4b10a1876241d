import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { SecretService } from '../integration/secret-service.ts'
import { text } from './application.ts'

const root = resolve(import.meta.dirname, '../..')
const run = promisify(execFile)

/** Prints what is under an account; nothing if there is no such entry. */
const script = `
  const { AsyncEntry } = require('@napi-rs/keyring')
  const entry = new AsyncEntry('Credenza', process.argv[1], { linux: { store: 'secret-service' } })
  entry.getPassword().then((found) => process.stdout.write(found ?? ''), () => {})
`

/** The account under which the keychain has what was typed, by the user's settings; `undefined` for none. */
export async function keptAccount(home: string): Promise<string | undefined> {
  // There are no settings yet before something must be kept.
  const found = await text(join(home, 'user-data/settings.json')).catch(() => '{}')
  const { draftEntries } = JSON.parse(found) as { draftEntries?: { entries: { account: string }[] } }
  return draftEntries?.entries[0]?.account
}

/** What the keyring of the tests holds under an account, asked past the application; empty for nothing. */
export async function keyringEntry(service: SecretService, account: string | undefined): Promise<string> {
  if (account === undefined) return ''
  const options = { cwd: root, env: service.environment }
  const { stdout } = await run(process.execPath, ['-e', script, account], options)
  return stdout
}
