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
  /** Which cluster a context is; `null` for one that no file names. */
  placeOf: (context: string) => ClusterIdentity | null
}

/** The sandbox needs a name that no kubeconfig has, but no long one to be read. */
const usualName = (context: string): string => (context === sandboxContext ? 'Sandbox' : context)

/** What the user made of clusters: a name and their own colour, and whether they may be written to. */
export function createContextMarks({ settings, placeOf }: Deps) {
  /** The context whose name and colour are asked for, '' for none. */
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

  /** Changes a part of a mark. One that says nothing is kept only where it answers a question. */
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
    /** Why it is not sure whose mark a context's is; `null` if it is. */
    doubtOf: (context: string) => find(context).doubt,
    /** Answers that doubt: the mark is this cluster's, or another one's. */
    settle: (context: string, isSame: boolean): Promise<void> => {
      const mark = find(context).doubt?.mark ?? noMark
      return change(context, isSame ? mark : noMark)
    },
    change,
  }
}
