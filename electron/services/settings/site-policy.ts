import { join } from 'node:path'
import * as z from 'zod/mini'
import {
  lockableSettings,
  type LockableSetting,
  type Settings,
  type SettingsLocks,
} from '../../../shared/contract/settings.ts'
import { failed, type Failure } from '../../../shared/failure.ts'
import { reasonOf, systemCode } from '../../base/file-error.ts'
import { readRegularFile } from '../../base/read-regular-file.ts'
import type { SettingsStore } from './settings.ts'

/** What a site decides for its users. Unknown keys are left for later versions. */
const Policy = z.object(
  Object.fromEntries(lockableSettings.map((name) => [name, z.optional(z.boolean())])) as Record<
    LockableSetting,
    z.ZodMiniOptional<z.ZodMiniBoolean>
  >,
)
type Decided = Partial<Pick<Settings, LockableSetting>>

export interface SitePolicy {
  values: Decided
  /** The policy file. Empty for none. */
  file: string
  problem: Failure | null
}

/** Bytes. */
const limit = 64 * 1024

/** Where only the administrators of a machine can put a policy. */
export function policyFileOf(platform: NodeJS.Platform, environment: Readonly<NodeJS.ProcessEnv>): string {
  if (platform === 'darwin') return '/Library/Application Support/Credenza/policy.json'
  if (platform === 'win32')
    return join(environment['ProgramData'] ?? 'C:\\ProgramData', 'Credenza', 'policy.json')
  return '/etc/credenza/policy.json'
}

/**
 * Reads the policy of a site from those files that exist. What any of them forbids is forbidden. An unreadable file
 * forbids everything that a policy can forbid, since its author meant to.
 */
export async function readSitePolicy(files: readonly string[]): Promise<SitePolicy> {
  const found = await Promise.all(files.map(readOne))
  const there = found.filter((each) => each !== null)
  const strict = (name: LockableSetting): Decided => {
    const said = there.map(({ values }) => values[name]).filter((value) => value !== undefined)
    return said.length === 0 ? {} : { [name]: said.every((value) => value) }
  }
  return {
    values: Object.assign({}, ...lockableSettings.map(strict)) as Decided,
    file: there[0]?.file ?? '',
    problem: there.find(({ problem }) => problem !== null)?.problem ?? null,
  }
}

async function readOne(file: string): Promise<SitePolicy | null> {
  const refused = (reason: string): SitePolicy => ({
    values: Object.fromEntries(lockableSettings.map((name) => [name, false])),
    file,
    problem: { code: 'policy-broken', file, reason },
  })
  try {
    const text = (await readRegularFile(file, { limit })).toString('utf8')
    const read = Policy.safeParse(JSON.parse(text))
    if (!read.success) return refused('its content isn’t valid')
    const values = Object.fromEntries(lockableSettings.flatMap((name) => decided(name, read.data[name])))
    return { values, file, problem: null }
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return null
    return refused(error instanceof SyntaxError ? 'its content isn’t valid' : reasonOf(error))
  }
}

const decided = (name: LockableSetting, value: boolean | undefined): [LockableSetting, boolean][] =>
  value === undefined ? [] : [[name, value]]

/** The settings, overridden by the site's. Changing one of those throws `setting-locked`. */
export function withSitePolicy(store: SettingsStore, { values, file }: SitePolicy): SettingsStore {
  const names = Object.keys(values)
  return {
    ...store,
    read: () => ({ ...store.read(), ...values }),
    async change(changes) {
      const locked = names.find((name) => name in changes)
      if (locked !== undefined) throw failed('setting-locked', { setting: locked, file })
      return { ...(await store.change(changes)), ...values }
    },
  }
}

/** The settings that the site decides, for the window. */
export const locksOf = ({ values, file }: SitePolicy): SettingsLocks => ({
  names: Object.keys(values) as SettingsLocks['names'],
  file,
})
