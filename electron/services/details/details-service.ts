import { failed, failureOf, type Failure } from '../../../shared/failure.ts'
import type { SecretDetails, SecretEvent, SecretEvents } from '../../../shared/secret-details.ts'
import { fieldsOf } from '../../kube/core/models.ts'
import { tableAccept } from '../../kube/lists/read-answer.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import type { RequireSafe } from '../contexts/connection-consent.ts'
import { tellEvent } from './tell-event.ts'
import { tellRow, tellWhole } from './tell-secret.ts'

interface DetailsDeps {
  /** Returns an open context. Throws `list-not-open` if it isn't open. */
  opened: (context: string) => OpenCluster
  requireSafe: RequireSafe
}

interface NamedSecret {
  context: string
  namespace: string
  name: string
}

const timeoutMs = 15_000
/** How many events of a Secret are reported, newest first. */
const mostEvents = 100

const secretsOf = (namespace: string) => `/api/v1/namespaces/${namespace}/secrets`

/**
 * Reports everything about a Secret except its values. The response contains them, so that they pass through this
 * process; they are dropped immediately.
 */
export function createDetails({ opened, requireSafe }: DetailsDeps) {
  async function readWhole(open: OpenCluster, { namespace, name }: NamedSecret): Promise<SecretDetails> {
    requireSafe(open.place)
    const { connection } = open
    const told = tellWhole(await connection.getJson(`${secretsOf(namespace)}/${name}`, { timeoutMs }))
    if (told === null) throw failed('answer-garbled', { server: connection.server, reason: 'no Secret' })
    return told
  }

  /** Reads the row of that one Secret by a list, for which the permission to list is enough. */
  async function readRow(
    { connection }: OpenCluster,
    { namespace, name }: NamedSecret,
    unread: Failure,
  ): Promise<SecretDetails> {
    const answer = await connection.getJson(secretsOf(namespace), {
      query: { fieldSelector: `metadata.name=${name}`, includeObject: 'Metadata' },
      accept: tableAccept,
      timeoutMs,
    })
    const { rows } = fieldsOf(answer)
    const [row] = Array.isArray(rows) ? (rows as unknown[]) : []
    if (row === undefined) throw failed('secret-gone', { namespace, name })
    const told = tellRow(row, unread)
    if (told === null) throw failed('answer-garbled', { server: connection.server, reason: 'no Secret' })
    return told
  }

  return {
    async read(secret: NamedSecret): Promise<SecretDetails> {
      const { context, namespace, name } = secret
      const open = opened(context)
      try {
        return await readWhole(open, secret)
      } catch (error) {
        const failure = failureOf(error)
        if (failure?.code === 'not-found') throw failed('secret-gone', { namespace, name })
        if (failure?.code !== 'forbidden' && failure?.code !== 'connection-unsafe') throw error
        return readRow(open, secret, failure)
      }
    },

    async events({ context, namespace, name }: NamedSecret): Promise<SecretEvents> {
      const { connection } = opened(context)
      const events: SecretEvent[] = []
      await connection.listObjects<SecretEvent>({
        path: `/api/v1/namespaces/${namespace}/events`,
        fieldSelector: `involvedObject.kind=Secret,involvedObject.name=${name}`,
        read: tellEvent,
        onObjects: (page) => {
          events.push(...page)
          events.sort((a, b) => Date.parse(b.time) - Date.parse(a.time))
          // One extra event means that there are more.
          events.splice(mostEvents + 1)
        },
      })
      return { events: events.slice(0, mostEvents), hasMore: events.length > mostEvents }
    },
  }
}

export type Details = ReturnType<typeof createDetails>
