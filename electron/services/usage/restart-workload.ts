import type { RolloutState, WorkloadToRestart } from '../../../shared/usage.ts'
import { failed, failureOf } from '../../../shared/failure.ts'
import { isoTime, pause, type Clock } from '../../base/clock.ts'
import { boundedWord } from '../../kube/core/bounds.ts'
import { fieldsOf } from '../../kube/core/models.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'
import { hasEnded, type StreamSink } from '../stream.ts'
import type { RecordedWrite } from '../writes/recorded-write.ts'
import { readRollout } from './rollout.ts'
import { workloadKinds } from './workload-kinds.ts'

interface RestartDeps {
  open: Pick<OpenCluster, 'connection' | 'place'>
  recordedWrite: RecordedWrite
  clock: Clock
}

/** Milliseconds between checks of a rollout. The last one repeats. */
const pauses = [300, 700, 1500, 3000, 5000]

/**
 * Restarts the pods of a workload like `kubectl rollout restart`, with an annotation in their template, and reports
 * progress until it is done or stuck, or the signal is aborted. Writes nothing if the workload is paused or isn't the
 * one that was named. The signal only ends the reports, not the restart.
 */
export async function restartWorkload(
  { open, recordedWrite, clock }: RestartDeps,
  workload: WorkloadToRestart,
  { send, signal }: StreamSink<RolloutState>,
): Promise<void> {
  const { connection } = open
  const { kind, namespace, name, uid } = workload
  const path = pathOf(workload)
  const gone = () => failed('not-found', { what: `${kind} ${name}` })
  const read = async (until?: AbortSignal) => {
    const how = { timeoutMs: 15_000, ...(until === undefined ? {} : { signal: until }) }
    const object = fieldsOf(await connection.getJson(path, how))
    if (fieldsOf(object['metadata'])['uid'] !== uid) throw gone()
    return readRollout(kind, object)
  }
  const before = await read()
  if (before.state === 'paused' || before.state === 'by-hand') {
    send(before)
    return
  }
  const annotations = { 'kubectl.kubernetes.io/restartedAt': isoTime(clock.now()).replace(/\.\d+Z$/, 'Z') }
  const metadata = await connection.getMetadata(path)
  if (metadata.uid !== uid) throw gone()
  // The version changes with every pod, so that only the uid identifies the workload. The same time twice makes one
  // restart.
  const body = { metadata: { uid: boundedWord(uid) }, spec: { template: { metadata: { annotations } } } }
  await recordedWrite(open, {
    operation: 'restart',
    object: { kind, namespace, name },
    before: metadata,
    request: { verb: 'patch', path, body },
    look: () => connection.getMetadata(path).catch(noneWhereGone),
    judge: (found) => (found?.uid === uid ? 'send-again' : gone()),
  })
  await followRollout(() => read(signal), { send, signal }, clock)
}

/** Reports every change of a rollout until it is over. */
async function followRollout(
  read: () => Promise<RolloutState>,
  { send, signal }: StreamSink<RolloutState>,
  clock: Clock,
): Promise<void> {
  let told = ''
  for (let look = 0; !hasEnded(signal); look += 1) {
    const rollout = await read()
    const text = JSON.stringify(rollout)
    if (text !== told && !hasEnded(signal)) send(rollout)
    told = text
    if (rollout.state !== 'rolling') return
    await pause(clock, pauses[look] ?? pauses.at(-1) ?? 0, signal)
  }
}

function noneWhereGone(error: unknown): null {
  if (failureOf(error)?.code === 'not-found') return null
  throw error
}

/** The resource's name in the API, such as `deployments`. */
export const resourceOf = (kind: WorkloadToRestart['kind']): string =>
  workloadKinds.flat().find((each) => each.kind === kind)?.resource ?? ''

const pathOf = ({ kind, namespace, name }: WorkloadToRestart): string =>
  `/apis/apps/v1/namespaces/${namespace}/${resourceOf(kind)}/${name}`
