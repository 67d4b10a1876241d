import { labelForms, runaiLabels, type LabelForm, type ScopeKind } from '../../../shared/runai.ts'
import { sandboxVersions, type SandboxVersion } from '../../../shared/sandbox.ts'

/** Whether a version of the sandbox has a feature of version `since`. */
export const hasSince = (version: SandboxVersion, since: SandboxVersion | undefined): boolean =>
  since === undefined || sandboxVersions.indexOf(version) >= sandboxVersions.indexOf(since)

/** A version as a number, for comparisons. */
const ordinal = (version: string): number => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major * 1000 + minor
}

/** Whether a version is among those of a form, such as `2.15 to 2.17`, `2.18` or `up to 2.14`. */
function isOfVersion({ versions }: LabelForm, version: string): boolean {
  const [first = '', last = first] = versions.match(/\d+\.\d+/g) ?? []
  const from = versions.startsWith('up to') ? 0 : ordinal(first)
  return from <= ordinal(version) && ordinal(version) <= ordinal(last)
}

/**
 * The labels that a version's documentation prescribes for a secret of a scope; `null` if the version doesn't have this
 * scope. From 2.18 on the type has a separate label.
 */
export function documentedLabels(
  scope: ScopeKind,
  { resource, department }: { resource: string; department: string },
  version: string,
): Record<string, string> | null {
  const forms = labelForms.filter((form) => form.scope === scope && isOfVersion(form, version))
  const form = forms.at(-1)
  if (form === undefined) return null
  const values: Readonly<Record<string, string>> = { '<type>': resource, '<id>': department }
  const labels: Record<string, string> = {}
  for (const [label, wanted] of Object.entries(form.labels)) labels[label] = values[wanted] ?? wanted
  if (ordinal(version) >= ordinal('2.18')) labels[runaiLabels.resource] = resource
  return labels
}
