import { mostContextViews, type ContextSecrets } from '../../../../shared/contract/views.ts'
import { secretColumnsOf, type SecretColumnId, type SecretTable } from '../../../../shared/secret-columns.ts'
import type { SecretFilterId } from '../../../../shared/filter-fields.ts'
import type { ShownBy } from '../../../state/filters/filter-verbs.ts'
import { createKeptShown, knownShownBy } from '../../../state/filters/kept-shown.ts'
import { filtersOf } from './secret-columns.ts'

type SecretsShown = ShownBy<SecretFilterId, SecretColumnId>

const usual = (): SecretsShown => ({
  search: '',
  filters: [],
  sort: { column: 'kubernetesName', descending: false },
})

interface Deps {
  part: SecretTable
  context: () => string
  views: () => readonly ContextSecrets[]
  change: (views: ContextSecrets[]) => void
}

/** Search, filters and sort order of a secrets table, stored per context in the settings. */
export function createKeptSecretsShown({ part, context, views, change }: Deps) {
  return createKeptShown<SecretsShown>({
    context,
    usual,
    read(of) {
      const kept = views().find((view) => view.context === of && view.part === part)
      return kept === undefined
        ? null
        : knownShownBy(kept, { fields: filtersOf[part], columns: secretColumnsOf[part], usual })
    },
    write(of, shown) {
      const others = views().filter((view) => view.context !== of || view.part !== part)
      const own: ContextSecrets[] = shown === null ? [] : [{ context: of, part, ...shown }]
      const next = [...own, ...others].slice(0, 2 * mostContextViews)
      if (JSON.stringify(next) !== JSON.stringify(views())) change(next)
    },
  })
}

export type KeptSecretsShown = ReturnType<typeof createKeptSecretsShown>
