import { EventEmitter } from 'node:events'
import type { Session } from '../browser/pipe.ts'
import type { WindowReport } from '../page/reports.ts'

type ThemeSource = 'system' | 'light' | 'dark'

/** `nativeTheme`: the desktop's color scheme as the page sees it, or the one that the application sets. */
export function createNativeTheme(isSystemDark: () => boolean) {
  const events = new EventEmitter()
  let source: ThemeSource = 'system'
  let systemDark: boolean | null = null
  let session: Session | null = null

  const isDark = () => {
    systemDark ??= isSystemDark()
    return source === 'system' ? systemDark : source === 'dark'
  }

  function emulate(): void {
    const value = source === 'system' ? '' : source
    session?.post('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
  }

  const face = {
    get shouldUseDarkColors() {
      return isDark()
    },
    shouldUseHighContrastColors: false,
    shouldUseInvertedColorScheme: false,
    inForcedColorsMode: false,
    get themeSource() {
      return source
    },
    set themeSource(wanted: ThemeSource) {
      // Setting the same again must not undo what someone else, such as a test, told the page.
      if (wanted === source) return
      const before = isDark()
      source = wanted
      emulate()
      if (isDark() !== before) events.emit('updated')
    },
    /** Takes the page's report. If the application sets a scheme, that says nothing about the desktop's. */
    take(report: WindowReport): void {
      if (source !== 'system' || report.isDark === systemDark) return
      systemDark = report.isDark
      events.emit('updated')
    },
    /** Applies the set scheme to this page from now on. */
    follow(page: Session): void {
      session = page
      if (source !== 'system') emulate()
    },
  }
  return Object.defineProperties(events, Object.getOwnPropertyDescriptors(face)) as EventEmitter & typeof face
}

export type NativeTheme = ReturnType<typeof createNativeTheme>
