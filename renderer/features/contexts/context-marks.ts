import { ref } from 'vue'
import type { ContextMark, Settings } from '../../../shared/contract/settings.ts'
import { sandboxContext } from '../../../shared/sandbox.ts'
import type { ContextLook } from '../../ui/context-look.ts'
import { swatchNames, swatchOf } from '../../ui/swatch.ts'

interface Needs {
  settings: { readonly current: Settings; change: (part: Partial<Settings>) => Promise<void> }
}

const noMark: ContextMark = { label: '', swatch: '', isReadOnly: false }
/** The sandbox needs a name that no kubeconfig has, but no long one to be read. */
const usualName = (context: string): string => (context === sandboxContext ? 'Sandbox' : context)
const isUnmarked = ({ label, swatch, isReadOnly }: ContextMark): boolean =>
  label === '' && swatch === '' && !isReadOnly

/** What the user made of contexts: a name and a colour of their own, and whether they may be written to. */
export function createContextMarks({ settings }: Needs) {
  /** The context whose name and colour are asked for, '' for none. */
  const edited = ref('')

  function markOf(context: string): ContextMark {
    const marks = settings.current.contextMarks
    return (Object.hasOwn(marks, context) ? marks[context] : undefined) ?? noMark
  }

  function lookOf(context: string): ContextLook {
    const { label, swatch } = markOf(context)
    return {
      name: label === '' ? usualName(context) : label,
      swatch: swatchNames.find((name) => name === swatch) ?? swatchOf(context),
    }
  }

  /** Changes a part of a mark; one that says nothing any more is not kept. */
  async function change(context: string, part: Partial<ContextMark>): Promise<void> {
    const mark = { ...markOf(context), ...part }
    const others = Object.entries(settings.current.contextMarks).filter(([name]) => name !== context)
    const kept = isUnmarked(mark) ? others : [...others, [context, mark] as const]
    await settings.change({ contextMarks: Object.fromEntries(kept) })
  }

  return {
    edited,
    markOf,
    lookOf,
    nameOf: (context: string): string => lookOf(context).name,
    isReadOnly: (context: string): boolean => markOf(context).isReadOnly,
    change,
  }
}
