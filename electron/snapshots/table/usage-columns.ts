/**
 * The console's columns with the workloads that use a credential. Credenza doesn't have them: they keep their titles,
 * and all variants of the console's versions count as the same column.
 */
const forms = /^(environment|data source|compute resource|template|workload)(s|\(s\))?$/i

/** Identifies such a column across files: `environments` for `Environment(s)`; `null` for any other title. */
export function usageColumn(title: string): string | null {
  const found = forms.exec(title.trim().replace(/\s+/g, ' '))
  return found === null ? null : `${(found[1] ?? '').toLowerCase()}s`
}
