import type { Ask, Reply, Watching, World } from './worlds.ts'
import { createNormaliser } from './normal.ts'

/** What a scenario uses. All answers are recorded and compared. */
export interface Stage {
  namespace: string
  /** The collection of Secrets in the scenario's namespace. */
  secrets: string
  ask: (request: Ask) => Promise<Reply>
  post: (body: unknown, query?: string) => Promise<Reply>
  patch: (name: string, body: unknown, query?: string) => Promise<Reply>
  get: (query: string, accept?: string) => Promise<Reply>
  remove: (name: string, body?: unknown) => Promise<Reply>
  /** Its events are recorded when the scenario is over. */
  watch: (query: string, accept?: string) => Promise<Watching>
  /** Leaves watches out of the record. */
  forget: (some: readonly Watching[]) => void
}

export interface Scenario {
  name: string
  run: (stage: Stage) => Promise<unknown>
}

/** Runs a scenario in one world and returns all answers, made comparable. */
export async function record(world: World, namespace: string, scenario: Scenario): Promise<unknown[]> {
  const { normal } = createNormaliser()
  const told: unknown[] = []
  const watches = new Set<Watching>()
  const secrets = `/api/v1/namespaces/${namespace}/secrets`
  const ask = async (request: Ask) => {
    const reply = await world.ask(request)
    told.push({ asked: `${request.method} ${withoutVersions(request.path)}`, ...(normal(reply) as object) })
    return reply
  }
  const stage: Stage = {
    namespace,
    secrets,
    ask,
    post: (body, query = '') => ask({ method: 'POST', path: `${secrets}${query}`, body }),
    patch: (name, body, query = '') =>
      ask({
        method: 'PATCH',
        path: `${secrets}/${name}${query}`,
        body,
        contentType: 'application/merge-patch+json',
      }),
    get: (query, accept) =>
      ask({ method: 'GET', path: `${secrets}${query}`, ...(accept === undefined ? {} : { accept }) }),
    remove: (name, body) =>
      ask({ method: 'DELETE', path: `${secrets}/${name}`, ...(body === undefined ? {} : { body }) }),
    watch: async (query, accept) => {
      const watching = await world.watch(`${secrets}?watch=1${query}`, accept)
      watches.add(watching)
      return watching
    },
    forget: (some) => {
      for (const watching of some) watches.delete(watching)
    },
  }
  try {
    await scenario.run(stage)
  } finally {
    for (const watching of watches) watching.stop()
  }
  for (const { status, events } of watches) told.push({ status, events: normal(withoutRepeats(events)) })
  return told
}

/** A request's query without values that each world provided. */
const withoutVersions = (path: string) =>
  path.replace(/(continue=)[^&]+/, '$1<token>').replace(/(resourceVersion=)\d\d+/, '$1<version>')

/** Near the end of a watch the server may repeat a bookmark. */
function withoutRepeats(events: unknown[]): unknown[] {
  const isBookmark = (event: unknown) => (event as { type: string } | undefined)?.type === 'BOOKMARK'
  return events.filter((event, index) => !(isBookmark(event) && isBookmark(events[index - 1])))
}
