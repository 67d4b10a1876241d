import { credentialTypes } from '../../../shared/credential-types/credential-types.ts'
import { namedById, scopeKey, scopeOfKey, type Scope } from '../../../shared/credential.ts'
import { noKey } from '../../../shared/rows/credential-filters.ts'
import { scopeSortKey } from '../../../shared/rows/row-selection.ts'
import { sortText } from '../../../shared/search-text.ts'
import { scopeText, typeWord } from '../../../shared/wording.ts'
import type { FilterOption } from '../../ui/filter-option.ts'
import type { Facets } from './facet-counts.ts'

/** A choice that exists independently of rows. One that is `isRare` is only shown if a row has it. */
export interface FixedChoice {
  key: string
  label: string
  isRare?: boolean
}

/** The labels of a field's choices. */
export interface ChoiceWords {
  /** The fixed choices. The others come from the rows. */
  fixed: readonly FixedChoice[]
  /** The choice for rows without a value. */
  empty?: string | undefined
  /** The label of a choice from the rows, if it differs from the key. */
  label?: (key: string) => string
  isScope?: boolean
}

/** All types, and the unknown one. */
export const typeFilterChoices: readonly FixedChoice[] = [
  ...credentialTypes.map((key) => ({ key, label: typeWord(key) })),
  { key: noKey, label: typeWord(null), isRare: true },
]

/** If all times are known, there is nothing to choose. */
export const timeChoices: readonly FixedChoice[] = [
  { key: 'known', label: 'Known time' },
  { key: noKey, label: 'Unknown', isRare: true },
]

function choiceOf(key: string, words: ChoiceWords, scopes: Facets<string>['scopes']) {
  if (key === noKey) return { key, label: words.empty ?? 'None', by: '\uffff' }
  if (words.isScope !== true) return { key, label: words.label?.(key) ?? key, by: sortText(key) }
  const named = scopeOfKey(key)
  const scope = scopes.get(key) ?? (named === null ? null : namedById(named))
  return scope === null
    ? { key, label: key, by: '\uffff' }
    : { key, label: scopeText(scope), by: scopeSortKey(scope) }
}

/**
 * The choices of a field with the number of rows that each would show, in order. Includes chosen ones without rows.
 * Without counts, only those that are always there.
 */
export function filterChoices<F extends string>(
  field: F,
  { counts, scopes }: Facets<F>,
  chosen: readonly string[],
  words: ChoiceWords,
): FilterOption<string>[] {
  const known = counts.get(field)
  const isUsed = (key: string) => (known?.get(key) ?? 0) > 0 || chosen.includes(key)
  if (words.fixed === timeChoices && chosen.length === 0 && !isUsed(noKey)) return []
  const isFixed = new Set(words.fixed.map(({ key }) => key))
  const others = new Set([...(known?.keys() ?? []), ...chosen].filter((key) => !isFixed.has(key)))
  const found = [...others].map((key) => choiceOf(key, words, scopes)).sort((a, b) => (a.by < b.by ? -1 : 1))
  const fixed = words.fixed.filter(({ key, isRare }) => isRare !== true || isUsed(key))
  return [...fixed, ...found].map(({ key, label }) => ({
    key,
    label,
    value: key,
    ...(known === undefined ? {} : { count: known.get(key) ?? 0 }),
  }))
}

/** The label of a row's choice. */
export function choiceLabel(
  field: string,
  key: string,
  scope: Scope | undefined,
  words: ChoiceWords,
): string {
  const scopes = new Map(scope === undefined ? [] : [[scopeKey(scope), scope]])
  const options = filterChoices(field, { counts: new Map(), scopes }, [key], words)
  return options.find((option) => option.key === key)?.label ?? key
}
