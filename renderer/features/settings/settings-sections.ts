/** One section of the settings. */
interface SectionFacts {
  title: string
  /** Its content, for the search. */
  about: string
}

const sections = {
  appearance: { title: 'Appearance', about: 'Theme, density of tables' },
  passwords: { title: 'Entered passwords', about: 'How long unfinished forms keep them' },
  runai: { title: 'Run:ai', about: 'Namespace, project label' },
  values: { title: 'Values of secrets', about: 'Show and copy values' },
  registries: { title: 'Registries', about: 'Test logins, trusted authorities' },
  rotation: { title: 'Rotation', about: 'When credentials are due and overdue' },
  expiry: { title: 'Expiry', about: 'When to warn about expiry' },
  notifications: { title: 'Notifications', about: 'What to notify you about' },
  'sign-in': { title: 'Sign-in', about: 'How long to wait for a sign-in plugin' },
  sandbox: { title: 'Sandbox', about: 'Version, faults, reset' },
  files: { title: 'Files', about: 'Where settings, log and sandbox are stored' },
  about: { title: 'About', about: 'Version, license, third-party notices' },
} as const satisfies Record<string, SectionFacts>

export type SettingsSectionId = keyof typeof sections

/** The sections of the settings in page order. */
export const settingsSections: Readonly<Record<SettingsSectionId, SectionFacts>> = sections

/** The element id of a section. */
export const sectionElementId = (id: SettingsSectionId): string => `settings-${id}`

/** The path of a section. */
export const sectionPath = (id: SettingsSectionId): string => `/settings#${sectionElementId(id)}`
