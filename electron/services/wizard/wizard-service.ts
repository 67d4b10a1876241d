import type { ParsedOf } from '../../../shared/contract/define.ts'
import type {
  Claim,
  EnteredValue,
  NewSecret,
  Rights,
  wizard as contract,
} from '../../../shared/contract/wizard.ts'
import { namedById, type Credential, type Fitness } from '../../../shared/credential.ts'
import type { ExpiryProposal } from '../../../shared/expiry.ts'
import type { SshKeyReading } from '../../../shared/ssh-key.ts'
import type { ObjectMetadata } from '../../kube/connection.ts'
import type { RequireSafe } from '../contexts/connection-consent.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { readSecret } from '../cluster/read-secret.ts'
import { proposeExpiry } from '../secret-values/propose-expiry.ts'
import type { RecordedWrite } from '../writes/recorded-write.ts'
import { requireFreeName } from '../writes/require-free-name.ts'
import { requireScopedNamespace } from '../writes/require-scoped-namespace.ts'
import type { RequireWritable } from '../writes/require-writable.ts'
import { checkSecret, claimSecret } from './claim-secret.ts'
import type { ChosenFiles } from './chosen-files.ts'
import { createSecret, formatOfNew } from './create-secret.ts'

interface WizardDeps {
  /** Returns an open context. Throws `list-not-open` if it isn't open. */
  opened: (context: string) => OpenCluster
  requireWritable: RequireWritable
  requireSafe: RequireSafe
  recordedWrite: RecordedWrite
  files: ChosenFiles
  now?: () => Date
}

/** Creates credentials from new and from unused secrets, and reports beforehand what the user may do. */
export function createWizard(deps: WizardDeps) {
  const { opened, requireWritable, requireSafe, recordedWrite, files } = deps
  const { now = () => new Date() } = deps

  function credentialOf(
    { list, cluster, runaiNamespace }: OpenCluster,
    metadata: ObjectMetadata,
    secretType: string,
    keyCount: number,
  ): Credential {
    const row = { ...metadata, cells: [metadata.name, secretType, keyCount, ''] }
    const reading = readSecret(row, list.projectOf, cluster, runaiNamespace())
    if (reading?.kind !== 'credential') throw new Error('what was written is no credential')
    return { ...reading.credential, scope: list.nameScope(reading.credential.scope) }
  }

  return {
    chooseFile: files.choose,

    letGoOfFiles({ ids }: { ids: string[] }): null {
      files.letGo(ids)
      return null
    },

    async inspectSshKey({ value }: { value: EnteredValue }): Promise<SshKeyReading> {
      const bytes = files.bytesOf(value)
      // The parser takes a tenth of a second to load, which must not delay startup.
      const { inspectSshKey } = await import('../secret-values/inspect-ssh-key.ts')
      return inspectSshKey(bytes)
    },

    proposeExpiry({
      values = {},
      entries = [],
    }: ParsedOf<(typeof contract)['proposeExpiry']>): ExpiryProposal[] {
      const entered = [
        ...Object.entries(values).map(([field, text]) => [field, Buffer.from(text)] as const),
        ...entries.map(({ key, value }) => [key, files.bytesOf(value)] as const),
      ]
      const data = Object.fromEntries(entered.map(([key, bytes]) => [key, bytes.toString('base64')]))
      return proposeExpiry({ data })
    },

    rights: ({ context, namespaces }: { context: string; namespaces: string[] }): Promise<Rights[]> =>
      opened(context).rights.ask(namespaces),

    async check(asked: ParsedOf<(typeof contract)['check']>): Promise<Fitness> {
      const { place, name } = asked
      const { connection, list, place: at, runaiNamespace } = opened(asked.context)
      const wanted = {
        namespace: place.namespace,
        name,
        scope: place.scope,
        runaiNamespace: runaiNamespace(),
        departmentId: departmentIdIn(list),
      }
      // It reads the secret with its values.
      requireSafe(at)
      const checked = await checkSecret(connection, wanted, asked)
      const { resourceVersion, incompatibilities, remarks, leftAnnotations, expiries } = checked
      return { resourceVersion, incompatibilities, remarks, leftAnnotations, expiries }
    },

    async create(wanted: NewSecret): Promise<Credential> {
      const open = opened(wanted.context)
      requireWritable(open.place)
      requireSafe(open.place)
      requireScopedNamespace(open, wanted.place)
      requireFreeName(open, wanted.place.scope, wanted.name)
      const by = { user: await open.connection.whoAmI(), now: now() }
      const metadata = await open.rights.invalidateOnForbidden(() =>
        createSecret({ open, recordedWrite }, wanted, by, files.bytesOf),
      )
      if (!wanted.dryRun) files.letGo(fileIdsIn(wanted))
      const { form, fields, secretType } = formatOfNew(wanted)
      const keyCount = form === 'registry-login' ? 1 : (wanted.entries ?? fields).length
      return credentialOf(open, metadata, secretType, keyCount)
    },

    async claim(wanted: Claim): Promise<Credential> {
      const open = opened(wanted.context)
      requireWritable(open.place)
      requireSafe(open.place)
      // With a wider scope, a secret in another namespace is a copy. A later check reports that.
      if (wanted.place.scope.kind === 'project') requireScopedNamespace(open, wanted.place)
      requireFreeName(open, wanted.place.scope, wanted.name)
      const { connection, list, runaiNamespace } = open
      const by = {
        user: await connection.whoAmI(),
        now: now(),
        runaiNamespace: runaiNamespace(),
        departmentId: departmentIdIn(list),
      }
      const claim = () => claimSecret({ open, recordedWrite }, wanted, by)
      const { metadata, secretType, keyCount } = await open.rights.invalidateOnForbidden(claim)
      return credentialOf(open, metadata, secretType, keyCount)
    },
  }
}

const departmentIdIn =
  ({ nameScope }: OpenCluster['list']) =>
  (label: string): string =>
    nameScope(namedById({ kind: 'department', id: label })).id

const fileIdsIn = ({ entries = [] }: NewSecret): string[] =>
  entries.flatMap(({ value }) => (value.kind === 'file' ? [value.id] : []))

export type Wizard = ReturnType<typeof createWizard>
