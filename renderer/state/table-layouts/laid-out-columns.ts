import type { TableLayout } from '../../../shared/contract/settings.ts'

/** More columns than these are not kept: a file may have thousands. */
const mostKept = 300

type KeptColumns = Pick<TableLayout, 'columns' | 'hidden'>

/**
 * The columns that a table shows, by their names: those that a person laid out and that are there still, then the usual
 * ones that came since. The first one is always shown.
 */
export function laidOutColumns(
  all: readonly string[],
  usual: readonly string[],
  kept: KeptColumns | undefined,
): string[] {
  const there = new Set(all)
  const chosen = [...new Set(kept?.columns ?? [])].filter((name) => there.has(name))
  const left = new Set([...chosen, ...(kept?.hidden ?? [])])
  const shown = chosen.length === 0 ? [...usual] : [...chosen, ...usual.filter((name) => !left.has(name))]
  const [first] = usual
  return first === undefined || shown[0] === first
    ? shown
    : [first, ...shown.filter((name) => name !== first)]
}

/** What is kept of the shown columns, so that those of another file are not taken for hidden ones. */
export function columnsToKeep(usual: readonly string[], shown: readonly string[]): KeptColumns {
  const here = new Set(shown)
  return {
    columns: shown.slice(0, mostKept),
    hidden: usual.filter((name) => !here.has(name)).slice(0, mostKept),
  }
}

/**
 * All columns in the order that some of them were given: `shown` were displayed, and are now `arranged`. What was not
 * displayed keeps its place, what is missing from `arranged` goes.
 */
export function arrangedColumns<C extends string>(
  all: readonly C[],
  shown: readonly C[],
  arranged: readonly C[],
): C[] {
  const movable = new Set(shown)
  const next = [...arranged]
  return all.flatMap((name) => {
    if (!movable.has(name)) return [name]
    const taken = next.shift()
    return taken === undefined ? [] : [taken]
  })
}
