import { ref } from 'vue'
import {
  isSameCluster,
  isUnmarked,
  markFor,
  noMark,
  runaiPlace,
  type ClusterIdentity,
  type FoundMark,
} from '../../../shared/cluster-marks.ts'
import type { ContextMark, Settings } from '../../../shared/contract/settings.ts'
import { sandboxContext } from '../../../shared/sandbox.ts'
import type { ContextLook } from '../../ui/context-look.ts'
import { swatchNames, swatchOf } from '../../ui/swatch.ts'

interface Deps {
  settings: { readonly current: Settings; change: (part: Partial<Settings>) => Promise<void> }
  /** The identity of a context's cluster. `null` for a context in no file. */
  placeOf: (context: string) => ClusterIdentity | null
}

/** The sandbox's unique context name would be unnecessarily long to read. */
const usualName = (context: string): string => (context === sandboxContext ? 'Sandbox' : context)

/** The user's marks of clusters: name, color, and read-only. */
export function createContextMarks({ settings, placeOf }: Deps) {
  /** The context whose mark is being edited. '' for none. */
  const edited = ref('')
  const placeFor = (context: string): ClusterIdentity => placeOf(context) ?? { context, file: '', server: '' }

  function find(context: string): FoundMark {
    return markFor(settings.current, placeFor(context))
  }
  const markOf = (context: string): ContextMark => find(context).mark

  function lookOf(context: string): ContextLook {
    const { label, swatch } = markOf(context)
    return {
      name: label === '' ? usualName(context) : label,
      swatch: swatchNames.find((name) => name === swatch) ?? swatchOf(context),
    }
  }

  /** Changes parts of a mark. An empty mark is stored only if it answers a question. */
  async function change(context: string, part: Partial<ContextMark>): Promise<void> {
    const place = placeFor(context)
    const own = { ...markOf(context), ...part }
    const mark = { ...own, ...place }
    const others = settings.current.clusterMarks.filter((one) => !isSameCluster(one, place))
    const without = markFor({ ...settings.current, clusterMarks: others }, place)
    const isNeeded = !isUnmarked(mark) || without.doubt !== null || !isUnmarked(without.mark)
    await settings.change({ clusterMarks: isNeeded ? [...others, mark] : others })
  }

  return {
    edited,
    markOf,
    lookOf,
    nameOf: (context: string): string => lookOf(context).name,
    isReadOnly: (context: string): boolean => markOf(context).isReadOnly,
    /** The namespace of its cluster and department credentials, and the label that names a project. */
    runaiPlaceOf: (context: string) => runaiPlace(settings.current, placeFor(context)),
    /** Why it is uncertain that a context's mark is its own. `null` if it is certain. */
    doubtOf: (context: string) => find(context).doubt,
    /** Answers that doubt: the mark belongs to this cluster, or to another one. */
    settle: (context: string, isSame: boolean): Promise<void> => {
      const mark = find(context).doubt?.mark ?? noMark
      return change(context, isSame ? mark : noMark)
    },
    change,
  }
}
