/** One subject of the settings. */
interface SectionFacts {
  title: string
  /** What can be chosen there, for who looks for it. */
  about: string
}

const sections = {
  appearance: { title: 'Appearance', about: 'Theme, density of tables' },
  passwords: { title: 'Entered passwords', about: 'How long an unfinished wizard keeps them' },
  runai: { title: 'Run:ai', about: 'Its namespace, and the label of projects' },
  values: { title: 'Values of secrets', about: 'Whether they can be shown and copied' },
  registries: { title: 'Registries', about: 'Test logins, trusted authorities' },
  rotation: { title: 'Rotation', about: 'From which age a credential is due, and overdue' },
  expiry: { title: 'Expiry', about: 'How early to tell what expires' },
  notifications: { title: 'Notifications', about: 'What the system tells you while you are elsewhere' },
  'sign-in': { title: 'Sign-in', about: 'How long to wait for a sign-in plugin' },
  sandbox: { title: 'Sandbox', about: 'Version, faults, reset' },
  files: { title: 'Files', about: 'Where settings, log and sandbox are kept' },
  about: { title: 'About', about: 'Version, licence, third parties' },
} as const satisfies Record<string, SectionFacts>

export type SettingsSectionId = keyof typeof sections

/** The subjects of the settings, in the order of the page. */
export const settingsSections: Readonly<Record<SettingsSectionId, SectionFacts>> = sections

/** Where a section is found on the page. */
export const sectionElementId = (id: SettingsSectionId): string => `settings-${id}`

/** The address of a section. */
export const sectionPath = (id: SettingsSectionId): string => `/settings#${sectionElementId(id)}`
