import * as z from 'zod/mini'
import { columnIds } from '../columns.ts'
import { usualExpiryDays } from '../expiry.ts'
import { usualAgeLimits } from '../rotation.ts'
import { isLabelKey } from '../kubernetes-name.ts'
import { defaultProjectLabel, defaultRunaiNamespace } from '../runai.ts'
import { sandboxVersions, usualSandboxVersion } from '../sandbox.ts'
import { AgeLimits, ExpiryDays } from './age-limits.ts'
import { carries, operation } from './define.ts'
import { KubernetesName, Namespace } from './names.ts'
import { ContextSecrets, ContextView, mostContextViews, mostSavedViews, SavedView } from './views.ts'

const LabelKey = z.string().check(z.refine(isLabelKey))

/** A user's settings for a context. */
export const ContextMark = z.object({
  /** The user's name for it. Empty for the kubeconfig's. */
  label: z.catch(z.string().check(z.maxLength(60)), ''),
  /** One of the window's colors. Empty for the default. */
  swatch: z.catch(z.string().check(z.maxLength(20)), ''),
  /** Credenza writes nothing to its cluster. */
  isReadOnly: z.catch(z.boolean(), false),
  /** Both empty for the defaults of all clusters. */
  runaiNamespace: z.catch(z.union([z.literal(''), Namespace]), ''),
  projectLabel: z.catch(z.union([z.literal(''), LabelKey]), ''),
})
export type ContextMark = z.output<typeof ContextMark>

/** A mark with the cluster that it was made for: a context in a file, at a server. */
const StoredClusterMark = z.extend(ContextMark, {
  context: z.catch(z.string().check(z.maxLength(1024)), ''),
  file: z.catch(z.string().check(z.maxLength(4096)), ''),
  server: z.catch(z.string().check(z.maxLength(4096)), ''),
})
const ClusterMarks = z.array(StoredClusterMark).check(z.maxLength(2000))

/** Maximum minutes for which the passwords of an unfinished wizard are kept. */
export const mostDraftMinutes = 15

/** Whole minutes. 0 keeps no passwords. */
const DraftMinutes = z.int().check(z.minimum(0), z.maximum(mostDraftMinutes))

/** How many minutes a sign-in plugin may run by default. kubelogin alone waits three for its user. */
export const usualSignInMinutes = 5
export const mostSignInMinutes = 60
const SignInMinutes = z.int().check(z.minimum(1), z.maximum(mostSignInMinutes))

const OpenCredential = z.object({
  context: z.string().check(z.maxLength(1024)),
  namespace: Namespace,
  name: KubernetesName,
})

/** The tables whose columns a person can arrange. */
const tableIds = [
  'credentials',
  'unused-secrets',
  'unregistered-secrets',
  'snapshots',
  'comparisons',
  'history',
  'activity',
] as const
export type TableId = (typeof tableIds)[number]

/** A column by its id, or in a file by its title. */
const ColumnName = z.string().check(z.maxLength(120))
const ColumnNames = z.array(ColumnName).check(z.maxLength(300))
const ColumnWidths = z
  .record(ColumnName, z.int().check(z.minimum(40), z.maximum(2000)))
  .check(z.refine((widths) => Object.keys(widths).length <= 300))

/** The layout of a table. What is absent has its default. Unknown columns are ignored. */
export const TableLayout = z.object({
  /** Widths in pixels by column. */
  widths: z.catch(ColumnWidths, {}),
  /** The shown columns in order. */
  columns: z.catch(ColumnNames, []),
  /** Columns that are shown by default but hidden. */
  hidden: z.catch(ColumnNames, []),
  /** How many columns stay at the left during scrolling. */
  kept: z.catch(z.int().check(z.minimum(1), z.maximum(20)), 1),
})
export type TableLayout = z.output<typeof TableLayout>
const TableLayouts = z.partialRecord(z.enum(tableIds), TableLayout)

export const densities = ['comfortable', 'compact'] as const
export const themeChoices = ['system', 'light', 'dark'] as const

/** How many recently chosen kubeconfigs are offered. */
export const mostRecentKubeconfigs = 8
const RecentKubeconfigs = z
  .array(z.string().check(z.minLength(1), z.maxLength(4096)))
  .check(z.maxLength(mostRecentKubeconfigs))

/** How many recent actions are kept. */
export const mostRecentActions = 30
const RecentActions = z.array(z.string().check(z.maxLength(1100))).check(z.maxLength(mostRecentActions))

/** An invalid entry doesn't affect the others. */
const kept = <T>(entry: z.ZodMiniType<T>, most: number) =>
  z.pipe(
    z.array(z.catch(z.nullable(entry), null)),
    z.transform((entries) => entries.filter((each) => each !== null).slice(0, most) as T[]),
  )

/** The user's choices, in one JSON file. Unknown keys are dropped, missing ones get defaults. */
export const Settings = z.object({
  /** Displayed columns of the Credentials page in order. */
  columns: z.catch(z.nullable(z.array(z.enum(columnIds))), null),
  /** The description as a second line under the name. */
  descriptionUnderName: z.catch(z.boolean(), true),
  tableLayouts: z.catch(TableLayouts, {}),
  /** The saved views of the Credentials page, in the order of the left menu. */
  savedViews: z.catch(kept(SavedView, mostSavedViews), []),
  /** The last state of each context's list, most recent first. */
  contextViews: z.catch(kept(ContextView, mostContextViews), []),
  /** The last state of the tables of secrets, most recent first. Each context has two. */
  secretViews: z.catch(kept(ContextSecrets, 2 * mostContextViews), []),
  /** The row height of tables. */
  density: z.catch(z.enum(densities), 'comfortable'),
  theme: z.catch(z.enum(themeChoices), 'system'),
  /** The context that was last open. Empty for none. */
  lastContext: z.catch(z.string(), ''),
  /** The contexts that were opened, most recent first. */
  recentContexts: z.catch(z.array(z.string()), []),
  /** Paths of chosen kubeconfigs, most recent first. */
  recentKubeconfigs: z.catch(RecentKubeconfigs, []),
  /** Ids of the actions that were run from the palette, most recent first. */
  recentActions: z.catch(RecentActions, []),
  /** The credential whose details were last open. `null` for none. */
  openCredential: z.catch(z.nullable(OpenCredential), null),
  clusterMarks: z.catch(ClusterMarks, []),
  /** By context, from earlier versions. The user is asked about them; they never change. */
  contextMarks: z.catch(z.record(z.string(), ContextMark), {}),
  /** By context: namespaces that the user named because they can't be listed. */
  namespaces: z.catch(z.record(z.string(), z.array(Namespace)), {}),
  /** The namespace of cluster and department credentials. */
  runaiNamespace: z.catch(Namespace, defaultRunaiNamespace),
  /** The label of a namespace that names its project. */
  projectLabel: z.catch(LabelKey, defaultProjectLabel),
  /** How long the passwords of an unfinished wizard are kept after their last change. */
  draftMinutes: z.catch(DraftMinutes, 5),
  /** Deletes those passwords when the application quits, even before their time. */
  deleteDraftsOnQuit: z.catch(z.boolean(), false),
  /** The ages at which a credential is due for rotation, and overdue. */
  ageLimits: z.catch(AgeLimits, usualAgeLimits),
  /** Credentials that expire within this many days are highlighted. */
  expiryDays: z.catch(ExpiryDays, usualExpiryDays),
  /** The version of Run:ai that the sandbox was last reset to. */
  sandboxVersion: z.catch(z.enum(sandboxVersions), usualSandboxVersion),
  /** How long a sign-in plugin may run. It may be waiting for a person. */
  signInMinutes: z.catch(SignInMinutes, usualSignInMinutes),
  /** Registries may be contacted from this computer to test logins. */
  canTestLogins: z.catch(z.boolean(), true),
  /** Values of secrets may be shown and copied, one key at a time. */
  canRevealValues: z.catch(z.boolean(), true),
  /** System notifications: upcoming expiry, failed daily snapshot, finished run, required sign-in. */
  notifyExpiry: z.catch(z.boolean(), true),
  notifySnapshots: z.catch(z.boolean(), true),
  notifyRuns: z.catch(z.boolean(), true),
  notifySignIn: z.catch(z.boolean(), true),
  /** The application's icon shows how many credentials have expired or will soon. */
  showBadge: z.catch(z.boolean(), false),
})
export type Settings = z.output<typeof Settings>

/** The settings that a site may decide for its users. */
export const lockableSettings = [
  'canTestLogins',
  'canRevealValues',
  'notifyExpiry',
  'notifySnapshots',
  'notifyRuns',
  'notifySignIn',
] as const
export type LockableSetting = (typeof lockableSettings)[number]

/** The settings that the site decides. `file` is its policy, empty for none. */
export interface SettingsLocks {
  names: LockableSetting[]
  file: string
}

export const settings = {
  read: operation({ in: z.object({}), out: carries<Settings>() }),
  /** They don't change while the application runs. */
  locks: operation({ in: z.object({}), out: carries<SettingsLocks>() }),
  /** Replaces the given settings and keeps the others. */
  change: operation({
    in: z.partial(
      z.object({
        columns: z.nullable(z.array(z.enum(columnIds))),
        descriptionUnderName: z.boolean(),
        tableLayouts: TableLayouts,
        savedViews: z.array(SavedView).check(z.maxLength(mostSavedViews)),
        contextViews: z.array(ContextView).check(z.maxLength(mostContextViews)),
        secretViews: z.array(ContextSecrets).check(z.maxLength(2 * mostContextViews)),
        density: z.enum(densities),
        theme: z.enum(themeChoices),
        lastContext: z.string().check(z.maxLength(1024)),
        openCredential: z.nullable(OpenCredential),
        recentActions: RecentActions,
        runaiNamespace: Namespace,
        projectLabel: LabelKey,
        recentContexts: z.array(z.string().check(z.maxLength(1024))).check(z.maxLength(50)),
        clusterMarks: ClusterMarks,
        draftMinutes: DraftMinutes,
        deleteDraftsOnQuit: z.boolean(),
        ageLimits: AgeLimits,
        expiryDays: ExpiryDays,
        signInMinutes: SignInMinutes,
        canTestLogins: z.boolean(),
        canRevealValues: z.boolean(),
        notifyExpiry: z.boolean(),
        notifySnapshots: z.boolean(),
        notifyRuns: z.boolean(),
        notifySignIn: z.boolean(),
        showBadge: z.boolean(),
      }),
    ),
    out: carries<Settings>(),
  }),
}
