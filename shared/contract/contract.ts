import { activity } from './activity.ts'
import { application } from './application.ts'
import { checks } from './checks.ts'
import { cluster } from './cluster.ts'
import { contexts } from './contexts.ts'
import { credentials } from './credentials.ts'
import { details } from './details.ts'
import { drafts } from './drafts.ts'
import { life } from './life.ts'
import { rotation } from './rotation.ts'
import { notifications } from './notifications.ts'
import { registry } from './registry.ts'
import { sandbox } from './sandbox.ts'
import { secrets } from './secrets.ts'
import { settings } from './settings.ts'
import { snapshots } from './snapshots.ts'
import { usage } from './usage.ts'
import { values } from './values.ts'
import { wizard } from './wizard.ts'

/** Everything that may cross between the window and the main process. */
export const contract = {
  activity,
  application,
  checks,
  cluster,
  contexts,
  credentials,
  details,
  drafts,
  life,
  notifications,
  rotation,
  registry,
  sandbox,
  secrets,
  settings,
  snapshots,
  usage,
  values,
  wizard,
} as const
export type CredenzaContract = typeof contract
