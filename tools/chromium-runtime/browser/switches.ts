import type { BrowserFolders } from './folders.ts'

/** What the browser's command line depends on. */
interface BrowserWish {
  folders: BrowserFolders
  /** Title bar text until the application's page has one. */
  title: string
  /** CSS color of the window until the application's page is ready. */
  backgroundColor: string
  width: number
  height: number
  position: { x: number; y: number } | null
  isHeadless: boolean
  /** One process for pages and none for graphics: starts and loads pages with less processor time. */
  hasFewProcesses: boolean
  isRoot: boolean
  /** The debugging port on loopback besides the pipe, for Playwright and DevTools: 0 takes a free one, `null` opens none. */
  debuggingPort: number | null
  /** The application's own switches (`app.commandLine.appendSwitch`). */
  extra: readonly string[]
}

// Never pass --disable-features: a second one, such as a distribution's own, silently replaces the first.
const always = [
  '--no-first-run',
  '--no-default-browser-check',
  '--no-proxy-server',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--disable-breakpad',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--disable-search-engine-choice-screen',
  '--disable-pinch',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--metrics-recording-only',
  '--password-store=basic',
  '--use-mock-keychain',
  // Keeps the browser off the network: not even IP addresses resolve.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  // Hides the bar that warns of --no-sandbox or of missing keys.
  '--test-type=',
]

const fewProcesses = ['--in-process-gpu', '--renderer-process-limit=1', '--disable-site-isolation-trials']

/** The command line that shows one application window, driven over the pipe. */
export function switchesOf(wish: BrowserWish): string[] {
  return [
    '--remote-debugging-pipe',
    ...(wish.debuggingPort === null ? [] : [`--remote-debugging-port=${wish.debuggingPort}`]),
    ...(wish.isRoot ? ['--no-sandbox'] : []),
    ...(wish.isHeadless ? ['--headless'] : []),
    `--user-data-dir=${wish.folders.profile}`,
    ...always,
    ...(wish.hasFewProcesses ? fewProcesses : []),
    ...wish.extra,
    `--window-size=${wish.width},${wish.height}`,
    ...(wish.position === null ? [] : [`--window-position=${wish.position.x},${wish.position.y}`]),
    `--app=${emptyPage(wish.title, wish.backgroundColor)}`,
  ]
}

function emptyPage(title: string, backgroundColor: string): string {
  const colour = /^[#\w(),.% ]+$/.test(backgroundColor) ? backgroundColor : '#ffffff'
  const text = title.replace(/[<&]/g, (sign) => (sign === '<' ? '&lt;' : '&amp;'))
  const page = `<title>${text}</title><style>html{background:${colour}}</style>`
  return `data:text/html;charset=utf-8,${encodeURIComponent(page)}`
}
