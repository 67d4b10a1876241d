/**
 * Columns in which the console tells what uses a credential. Credenza has none of them: they keep the titles of their
 * file, and are the same column in each of the forms that the versions of the console have.
 */
const forms = /^(environment|data source|compute resource|template|workload)(s|\(s\))?$/i

/** What such a column is found by in another file: `environments` for `Environment(s)`; `null` for any other title. */
export function usageColumn(title: string): string | null {
  const found = forms.exec(title.trim().replace(/\s+/g, ' '))
  return found === null ? null : `${(found[1] ?? '').toLowerCase()}s`
}
