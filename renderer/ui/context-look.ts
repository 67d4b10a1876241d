import { inject, type InjectionKey } from 'vue'
import { visibleText } from '../../shared/visible-text.ts'
import { swatchOf, type SwatchName } from './swatch.ts'

/** How a context is shown: by the name and the colour that its user gave it, else by its own. */
export interface ContextLook {
  name: string
  swatch: SwatchName
}

export type LookOf = (context: string) => ContextLook

/** What the shell knows of the looks of contexts. */
export const contextLookKey: InjectionKey<LookOf> = Symbol('context look')

export const useContextLook = (): LookOf =>
  inject(contextLookKey, (context) => ({ name: visibleText(context), swatch: swatchOf(context) }))
