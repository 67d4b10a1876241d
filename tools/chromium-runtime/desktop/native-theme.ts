import { EventEmitter } from 'node:events'
import type { Session } from '../browser/pipe.ts'
import type { WindowReport } from '../page/reports.ts'

type ThemeSource = 'system' | 'light' | 'dark'

/** `nativeTheme`: the desktop's colour scheme as the page sees it, or the one that the application wants. */
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
      // To wish for the same again must not undo what else the page was told, such as by a test.
      if (wanted === source) return
      const before = isDark()
      source = wanted
      emulate()
      if (isDark() !== before) events.emit('updated')
    },
    /** Takes what the page sees; while the application wants a scheme, that tells nothing of the desktop's. */
    take(report: WindowReport): void {
      if (source !== 'system' || report.isDark === systemDark) return
      systemDark = report.isDark
      events.emit('updated')
    },
    /** Shows the wanted scheme in this page from now on. */
    follow(page: Session): void {
      session = page
      if (source !== 'system') emulate()
    },
  }
  return Object.defineProperties(events, Object.getOwnPropertyDescriptors(face)) as EventEmitter & typeof face
}

export type NativeTheme = ReturnType<typeof createNativeTheme>
