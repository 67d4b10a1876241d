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
import { ContextView, mostContextViews, mostSavedViews, SavedView } from './views.ts'

const LabelKey = z.string().check(z.refine(isLabelKey))

/** What a user made of a context. */
export const ContextMark = z.object({
  /** A name of the user's own, empty for the kubeconfig's. */
  label: z.catch(z.string().check(z.maxLength(60)), ''),
  /** One of the colours that the window has; empty for the usual one. */
  swatch: z.catch(z.string().check(z.maxLength(20)), ''),
  /** Nothing is written to its cluster. */
  isReadOnly: z.catch(z.boolean(), false),
  /** Both empty for what all clusters have. */
  runaiNamespace: z.catch(z.union([z.literal(''), Namespace]), ''),
  projectLabel: z.catch(z.union([z.literal(''), LabelKey]), ''),
})
export type ContextMark = z.output<typeof ContextMark>

/** The same, and the cluster that it was made for: a context of a file, at a server. */
export const StoredClusterMark = z.extend(ContextMark, {
  context: z.catch(z.string().check(z.maxLength(1024)), ''),
  file: z.catch(z.string().check(z.maxLength(4096)), ''),
  server: z.catch(z.string().check(z.maxLength(4096)), ''),
})
const ClusterMarks = z.array(StoredClusterMark).check(z.maxLength(2000))

/** For how many minutes at most the passwords entered into an unfinished wizard are kept. */
export const mostDraftMinutes = 15

/** Whole minutes; 0 keeps no password. */
const DraftMinutes = z.int().check(z.minimum(0), z.maximum(mostDraftMinutes))

/** For how many minutes a sign-in plugin may run: kubelogin alone waits three for its user. */
export const usualSignInMinutes = 5
export const mostSignInMinutes = 60
const SignInMinutes = z.int().check(z.minimum(1), z.maximum(mostSignInMinutes))

const OpenCredential = z.object({
  context: z.string().check(z.maxLength(1024)),
  namespace: Namespace,
  name: KubernetesName,
})

/** The tables whose columns are laid out by a person, each by itself. */
export const tableIds = [
  'credentials',
  'unused-secrets',
  'unregistered-secrets',
  'snapshots',
  'comparisons',
  'history',
  'activity',
] as const
export type TableId = (typeof tableIds)[number]

/** A column by its id, or of a file by its title. */
const ColumnName = z.string().check(z.maxLength(120))
const ColumnNames = z.array(ColumnName).check(z.maxLength(300))
const ColumnWidths = z
  .record(ColumnName, z.int().check(z.minimum(40), z.maximum(2000)))
  .check(z.refine((widths) => Object.keys(widths).length <= 300))

/** How a table is laid out: what is not said is as usual. Columns that it does not have are of no account. */
export const TableLayout = z.object({
  /** Widths in pixels by column. */
  widths: z.catch(ColumnWidths, {}),
  /** The shown columns in their order. */
  columns: z.catch(ColumnNames, []),
  /** Columns that are usually shown and are not. */
  hidden: z.catch(ColumnNames, []),
  /** How many columns stay at the left while the others scroll. */
  kept: z.catch(z.int().check(z.minimum(1), z.maximum(20)), 1),
})
export type TableLayout = z.output<typeof TableLayout>
const TableLayouts = z.partialRecord(z.enum(tableIds), TableLayout)

export const densities = ['comfortable', 'compact'] as const
export const themeChoices = ['system', 'light', 'dark'] as const

/** So many of the kubeconfigs that were chosen last are offered again. */
export const mostRecentKubeconfigs = 8
const RecentKubeconfigs = z
  .array(z.string().check(z.minLength(1), z.maxLength(4096)))
  .check(z.maxLength(mostRecentKubeconfigs))

/** So many of the actions that were run last are kept. */
export const mostRecentActions = 30
const RecentActions = z.array(z.string().check(z.maxLength(1100))).check(z.maxLength(mostRecentActions))

/** One that can't be read costs no other. */
const kept = <T>(entry: z.ZodMiniType<T>, most: number) =>
  z.pipe(
    z.array(z.catch(z.nullable(entry), null)),
    z.transform((entries) => entries.filter((each) => each !== null).slice(0, most) as T[]),
  )

/** What the user chose; kept in one JSON file. Unknown keys are dropped, missing ones take their default. */
export const Settings = z.object({
  /** Displayed columns of the Credentials page in their order. */
  columns: z.catch(z.nullable(z.array(z.enum(columnIds))), null),
  /** The description as a second line under the name. */
  descriptionUnderName: z.catch(z.boolean(), true),
  tableLayouts: z.catch(TableLayouts, {}),
  /** The saved views of the Credentials page, in the order of the left menu. */
  savedViews: z.catch(kept(SavedView, mostSavedViews), []),
  /** What the lists of contexts showed last, the last one first. */
  contextViews: z.catch(kept(ContextView, mostContextViews), []),
  /** How high the rows of tables are. */
  density: z.catch(z.enum(densities), 'comfortable'),
  theme: z.catch(z.enum(themeChoices), 'system'),
  /** The context that was open last, empty for none. */
  lastContext: z.catch(z.string(), ''),
  /** The contexts that were opened, the last one first. */
  recentContexts: z.catch(z.array(z.string()), []),
  /** Paths of kubeconfigs that were chosen, the last one first. */
  recentKubeconfigs: z.catch(RecentKubeconfigs, []),
  /** What was run from the palette, the last one first, by id. */
  recentActions: z.catch(RecentActions, []),
  /** The credential whose details were open last; `null` for none. */
  openCredential: z.catch(z.nullable(OpenCredential), null),
  clusterMarks: z.catch(ClusterMarks, []),
  /** By context: of earlier versions. They are asked about, and never changed. */
  contextMarks: z.catch(z.record(z.string(), ContextMark), {}),
  /** By context: namespaces that the user named, where they can't be listed. */
  namespaces: z.catch(z.record(z.string(), z.array(Namespace)), {}),
  /** Where the secrets of cluster and department credentials stand. */
  runaiNamespace: z.catch(Namespace, defaultRunaiNamespace),
  /** The label of a namespace that names its project. */
  projectLabel: z.catch(LabelKey, defaultProjectLabel),
  /** For how long the passwords of an unfinished wizard are offered again, counted from the last change to them. */
  draftMinutes: z.catch(DraftMinutes, 5),
  /** Those passwords go when the application quits, even before their time. */
  deleteDraftsOnQuit: z.catch(z.boolean(), false),
  /** From which age on a credential is due for rotation, and overdue. */
  ageLimits: z.catch(AgeLimits, usualAgeLimits),
  /** What expires within so many days stands out. */
  expiryDays: z.catch(ExpiryDays, usualExpiryDays),
  /** The version of Run:ai whose company the sandbox was last reset to. */
  sandboxVersion: z.catch(z.enum(sandboxVersions), usualSandboxVersion),
  /** How long a sign-in plugin may run; it may wait for a person. */
  signInMinutes: z.catch(SignInMinutes, usualSignInMinutes),
  /** A registry may be asked, from this computer, whether it takes a login. */
  canTestLogins: z.catch(z.boolean(), true),
  /** Values of secrets may be shown and copied, one key at a time. */
  canRevealValues: z.catch(z.boolean(), true),
  /** Notifications of the system: what expires soon, a daily snapshot that failed, a run that ended, a sign-in that is needed. */
  notifyExpiry: z.catch(z.boolean(), true),
  notifySnapshots: z.catch(z.boolean(), true),
  notifyRuns: z.catch(z.boolean(), true),
  notifySignIn: z.catch(z.boolean(), true),
})
export type Settings = z.output<typeof Settings>

/** What a site may decide in the place of its users. */
export const lockableSettings = [
  'canTestLogins',
  'canRevealValues',
  'notifyExpiry',
  'notifySnapshots',
  'notifyRuns',
  'notifySignIn',
] as const
export type LockableSetting = (typeof lockableSettings)[number]

/** The settings that the site decides; `file` says so, empty where it decides none. */
export interface SettingsLocks {
  names: LockableSetting[]
  file: string
}

export const settings = {
  read: operation({ in: z.object({}), out: carries<Settings>() }),
  /** They stay as they are while the application runs. */
  locks: operation({ in: z.object({}), out: carries<SettingsLocks>() }),
  /** Replaces the settings that are given and keeps the others. */
  change: operation({
    in: z.partial(
      z.object({
        columns: z.nullable(z.array(z.enum(columnIds))),
        descriptionUnderName: z.boolean(),
        tableLayouts: TableLayouts,
        savedViews: z.array(SavedView).check(z.maxLength(mostSavedViews)),
        contextViews: z.array(ContextView).check(z.maxLength(mostContextViews)),
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
      }),
    ),
    out: carries<Settings>(),
  }),
}
