/**
 * The few page globals that the scripts in this folder use. They run in the browser as text, so that each function may
 * only use its arguments, these globals and functions sent along with it.
 */
export interface PageGlobals {
  readonly document: EventTarget & {
    createElement: (name: string) => EventTarget
    readonly baseURI: string
    readonly hasFocus: () => boolean
  }
  readonly window: EventTarget & PageGlobals
  readonly top: unknown
  readonly navigator: {
    clipboard: { readText: () => Promise<string>; writeText: (text: string) => Promise<void> }
  }
  readonly screen: {
    readonly width: number
    readonly height: number
    readonly availLeft: number
    readonly availTop: number
    readonly availWidth: number
    readonly availHeight: number
  }
  readonly screenX: number
  readonly screenY: number
  readonly outerWidth: number
  readonly outerHeight: number
  readonly devicePixelRatio: number
  readonly reportError: (error: unknown) => void
  readonly matchMedia: (query: string) => EventTarget & { readonly matches: boolean }
  readonly File: new () => File
  readonly MouseEvent: new (type: string, init: { relatedTarget: EventTarget }) => Event
}

/** The text of a script that runs `main` with JSON arguments. `others` are functions that it calls by name. */
export function scriptOf(
  main: (...values: never[]) => void,
  values: readonly unknown[],
  others: readonly ((...values: never[]) => unknown)[] = [],
): string {
  const text = [...others, main].map(String).join('\n')
  return `(() => {\n${text}\n${main.name}(${values.map((value) => JSON.stringify(value)).join(', ')})\n})()`
}
