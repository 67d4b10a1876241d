import { vi } from 'vitest'
import type { Draft } from '../../../../shared/contract/drafts.ts'
import type { Rights } from '../../../../shared/contract/wizard.ts'
import type { Credential, Fitness, UnusedSecret } from '../../../../shared/credential.ts'
import type { Result } from '../../../../shared/failure.ts'
import type { CredentialType } from '../../../../shared/credential-types/credential-types.ts'
import { createQueue } from '../../../../shared/queue.ts'
import { createListIndex } from '../../../state/open-context/list-index.ts'
import { createListRows } from '../../../state/open-context/list-rows.ts'
import type { ClaimInput, CreateInput } from './wizard-sending.ts'
import { createWizardSession } from './wizard-session.ts'
import { credentialOf, placeOf } from './wizard.fixture.ts'

const place = placeOf('vision-train')
/** What the cluster creates, unless a test says otherwise. */
export const madeCredential = credentialOf('made', { name: 'Harbor training' })
const fits: Result<Fitness> = {
  ok: true,
  value: { resourceVersion: '7', incompatibilities: [], remarks: [], leftAnnotations: [], expiries: [] },
}

interface Given {
  type?: CredentialType
  credentials?: Credential[]
  unused?: UnusedSecret[]
  /** Refused verbs by namespace. */
  refusedVerbs?: Record<string, string[]>
  draft?: Draft
  /** What reading the draft and sending wait for. */
  held?: Promise<unknown>
}

/** A wizard with a stub of the main process. */
export function wizardOf(given: Given = {}) {
  const { type = 'docker-registry', credentials = [], unused = [], refusedVerbs = {} } = given
  const rows = createListRows(() => 1)
  rows.take({ kind: 'rows', credentials, unused, removed: [], news: [] })
  rows.tell()
  const answers: Result<Credential>[] = []
  const created: CreateInput[] = []
  const claimed: ClaimInput[] = []
  const drafts: string[] = []
  const answer = async () => {
    await given.held
    return answers.shift() ?? ({ ok: true, value: madeCredential } as const)
  }
  const rightsIn = (namespace: string): Rights => {
    const right = (verb: string) => ({
      allowed: refusedVerbs[namespace]?.includes(verb) !== true,
      reason: '',
    })
    return { namespace, create: right('create'), patch: right('patch'), get: right('get') }
  }
  const session = createWizardSession({
    context: 'prod',
    clusterName: 'prod',
    type,
    api: {
      rights: ({ namespaces }) => Promise.resolve({ ok: true, value: namespaces.map(rightsIn) }),
      check: () => Promise.resolve(fits),
      create: (input) => {
        created.push(input)
        return answer()
      },
      claim: (input) => {
        claimed.push(input)
        return answer()
      },
      chooseFile: () => Promise.resolve({ ok: true, value: null }),
      letGoOfFiles: () => Promise.resolve({ ok: true, value: null }),
      inspectSshKey: () => Promise.resolve({ ok: true, value: { kind: 'no-key' } }),
      proposeExpiry: () => Promise.resolve({ ok: true, value: [] }),
    },
    index: createListIndex(rows),
    projects: () => ({
      known: [{ name: 'vision-train', namespace: 'runai-vision-train' }],
      departments: [],
      isComplete: true,
    }),
    runaiNamespace: 'runai',
    keeping: {
      read: async () => {
        await given.held
        return { ok: true, value: given.draft ?? null }
      },
      keep: ({ fields, values }) => {
        drafts.push(`keep ${fields.name} ${Object.keys(values).join()}`)
        return Promise.resolve({ ok: true, value: { keptIn: 'keychain', tell: false } })
      },
      discard: () => {
        drafts.push('discard')
        return Promise.resolve()
      },
    },
    enqueue: createQueue(),
    now: () => 1000,
    later: (callback) => void setTimeout(callback, 0),
  })
  const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds)
  const fillNew = () => {
    session.form.fill({ ...session.form.entered(), place, name: 'Harbor training', registryUrl: 'harbor.io' })
    session.values.fill({ username: 'robot', password: ' s3cret\r\n' })
  }
  const fillExisting = () => {
    session.form.fill({
      ...session.form.entered(),
      place,
      name: 'Harbor',
      source: 'existing',
      registryUrl: 'harbor.io',
    })
    session.existing.choose('harbor-pull')
  }
  return { session, answers, created, claimed, drafts, settle, fillNew, fillExisting }
}
