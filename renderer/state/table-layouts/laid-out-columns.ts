import type { TableLayout } from '../../../shared/contract/settings.ts'

/** Maximum number of stored columns. A file may have thousands. */
const mostKept = 300

type KeptColumns = Pick<TableLayout, 'columns' | 'hidden'>

/**
 * The names of the columns that a table shows: the stored ones that still exist, then new default ones. The first is
 * always shown.
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

/** The part of the shown columns to store, so that those of another file don't count as hidden. */
export function columnsToKeep(usual: readonly string[], shown: readonly string[]): KeptColumns {
  const here = new Set(shown)
  return {
    columns: shown.slice(0, mostKept),
    hidden: usual.filter((name) => !here.has(name)).slice(0, mostKept),
  }
}

/**
 * All columns after some of them were rearranged: `shown` were displayed, and are now `arranged`. Hidden ones keep
 * their place; those missing from `arranged` are removed.
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
