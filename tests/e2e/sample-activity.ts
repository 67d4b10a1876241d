import { join } from 'node:path'
import type { RecordedChange } from '../../shared/activity.ts'
import {
  createActivityRecord,
  type BegunWrite,
  type EndedWrite,
} from '../../electron/services/activity/activity-record.ts'

const hour = 60 * 60_000
const annotation = (name: string, before: string | null, after: string | null): RecordedChange => ({
  ...{ of: 'annotation', key: `credenza.app/${name}`, before, after },
})
const label = (key: string, after: string): RecordedChange => ({ of: 'label', key, before: null, after })

/** One write of the sample: how many hours ago, what, on which object, the changes and the outcome. */
interface Sample {
  ago: number
  operation: string
  object: Partial<BegunWrite['object']>
  changes: RecordedChange[]
  end: EndedWrite['end'] | 'none'
  code?: string
  user?: string
}

const samples: Sample[] = [
  {
    ...{
      ago: 75,
      operation: 'release',
      object: { name: 'dockerhub-personal', credential: 'DockerHub personal' },
    },
    changes: ['credential', 'description', 'origin'].map((name) => annotation(name, 'x', null)),
    end: 'done',
  },
  {
    ...{ ago: 30, operation: 'register', object: { name: 'team-token' }, user: 'admin', end: 'done' },
    changes: [label('run.ai/credentials', 'true'), label('run.ai/resource', 'password')],
  },
  {
    ...{
      ago: 28,
      operation: 'rename',
      object: { name: 'password-nexus', credential: 'Nexus PyPI proxy' },
      end: 'done',
    },
    changes: [annotation('credential', 'Pypi', 'Nexus PyPI proxy')],
  },
  {
    ago: 27,
    operation: 'delete',
    object: { name: 'accesskey-old-rgw-keys', credential: 'Old RGW keys' },
    changes: [],
    end: 'unknown',
    code: 'outcome-unknown',
  },
  {
    ...{
      ago: 3,
      operation: 'create',
      object: { name: 'genericsecret-trainer-env', credential: 'Trainer env' },
      end: 'done',
    },
    changes: [
      ...['API_URL', 'REGION', 'TOKEN', 'WANDB_KEY'].map((key, at) => ({
        of: 'data' as const,
        key,
        before: null,
        after: 12 + at,
      })),
      label('run.ai/resource', 'generic'),
      annotation('credential', null, 'Trainer env'),
    ],
  },
  {
    ago: 2.5,
    operation: 'claim',
    object: { name: 'harbor-robot-vision', credential: 'Harbor robot' },
    changes: [annotation('credential', null, 'Harbor robot')],
    end: 'conflict',
    code: 'secret-taken',
  },
  {
    ago: 2,
    operation: 'claim',
    object: { name: 'harbor-pull', credential: 'Harbor training' },
    changes: [annotation('credential', null, 'Harbor training')],
    end: 'done',
  },
  {
    ago: 1.5,
    operation: 'rotate',
    object: { name: 'regcred', credential: 'Registry of the team' },
    changes: [],
    end: 'none',
  },
  {
    ...{
      ago: 1,
      operation: 'rotate',
      object: { namespace: 'runai', name: 'gitlab-pull', credential: 'GitLab registry' },
      end: 'done',
    },
    changes: [
      { of: 'data', key: '.dockerconfigjson', before: 198, after: 204 },
      annotation('rotated-at', '2026-04-18T09:12:00.000Z', '2026-11-22T20:55:02.000Z'),
      annotation('expires-at', null, '2027-05-22T00:00:00.000Z'),
    ],
  },
]

/** Writes a record as an application of `userData` would have it after several days of use. `now` is its end. */
export async function writeSampleActivity(userData: string, now: Date): Promise<void> {
  let time = now
  const record = createActivityRecord({
    folder: join(userData, 'activity'),
    version: '1.4.0',
    now: () => time,
  })
  for (const [
    at,
    { ago, operation, object, changes, end, code = '', user = 'm.okafor' },
  ] of samples.entries()) {
    time = new Date(now.getTime() - ago * hour)
    const requestId = `9f3c1e70-5b7a-4c1d-a2f8-6d0b41e2c9${String(at).padStart(2, '0')}`
    const begun = await record.begin({
      ...{ context: 'prod-eu-1', server: 'https://10.20.0.4:6443', user, operation, changes, more: 0 },
      object: {
        kind: 'Secret',
        namespace: 'runai-vision',
        name: '',
        uid: `uid-${at}`,
        credential: '',
        ...object,
      },
      ...{ resourceVersion: operation === 'create' ? '' : String(48_231_377 + at), requestId },
    })
    const after = end === 'done' ? String(48_231_502 + at) : ''
    if (end !== 'none') await begun.end({ end, code, uid: `uid-${at}`, resourceVersion: after, requestId })
  }
}
