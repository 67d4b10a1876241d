import { inject, type InjectionKey } from 'vue'
import { visibleText } from '../../shared/visible-text.ts'
import { swatchOf, type SwatchName } from './swatch.ts'

/** How a context is shown: the user's name and color, otherwise its own. */
export interface ContextLook {
  name: string
  swatch: SwatchName
}

type LookOf = (context: string) => ContextLook

/** The shell's lookup for context looks. */
export const contextLookKey: InjectionKey<LookOf> = Symbol('context look')

export const useContextLook = (): LookOf =>
  inject(contextLookKey, (context) => ({ name: visibleText(context), swatch: swatchOf(context) }))
