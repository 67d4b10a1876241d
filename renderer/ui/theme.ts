/** The colors of a theme, by the design's names. theme.test.ts verifies their contrast. */
export type Tokens = {
  canvas: string
  rail: string
  sunken: string
  raised: string
  hover: string
  hoverUp: string
  selected: string
  chip: string
  line: string
  edge: string
  control: string
  ink: string
  ink2: string
  ink3: string
  accent: string
  fill: string
  fillHover: string
  onFill: string
  good: string
  goodTint: string
  warn: string
  warnTint: string
  warnEdge: string
  bad: string
  badTint: string
  badEdge: string
  badFill: string
  shadow: string
  veil: string
}

export type ThemeName = 'light' | 'dark'

export const themes: Readonly<Record<ThemeName, Tokens>> = {
  light: {
    canvas: '#FFFFFF',
    rail: '#F5F4F1',
    sunken: '#FAF9F7',
    raised: '#FFFFFF',
    hover: '#F4F3EF',
    hoverUp: '#F4F3EF',
    selected: '#E4F0F4',
    chip: '#F0EEE9',
    line: '#E7E5E0',
    edge: '#D6D3CC',
    control: '#8E8A82',
    ink: '#1D1C1A',
    ink2: '#504D47',
    ink3: '#68655E',
    accent: '#0B6682',
    fill: '#0B6682',
    fillHover: '#095A73',
    onFill: '#FFFFFF',
    good: '#1C7443',
    goodTint: '#E6F3EB',
    warn: '#865000',
    warnTint: '#FCF2DF',
    warnEdge: '#EBD3A4',
    bad: '#AF271F',
    badTint: '#FCECEA',
    badEdge: '#F1C4BF',
    badFill: '#B42D25',
    shadow: '0 0 0 1px #D6D3CC, 0 2px 4px rgba(29, 28, 26, 0.05), 0 12px 32px rgba(29, 28, 26, 0.13)',
    veil: 'rgba(40, 38, 34, 0.30)',
  },
  dark: {
    canvas: '#1B1B1A',
    rail: '#151514',
    sunken: '#1F1F1E',
    raised: '#262624',
    hover: '#242423',
    hoverUp: '#32322F',
    selected: '#173039',
    chip: '#2F2F2C',
    line: '#2D2D2B',
    edge: '#3B3A37',
    control: '#77746D',
    ink: '#EDECE9',
    ink2: '#BAB7B0',
    ink3: '#9F9C94',
    accent: '#62B9D4',
    fill: '#17718D',
    fillHover: '#1C7C9A',
    onFill: '#FFFFFF',
    good: '#71C794',
    goodTint: '#19301F',
    warn: '#E5B562',
    warnTint: '#342810',
    warnEdge: '#57431B',
    bad: '#F48D83',
    badTint: '#3A1E1B',
    badEdge: '#63302B',
    badFill: '#BE3B32',
    shadow: '0 0 0 1px #3B3A37, 0 2px 4px rgba(0, 0, 0, 0.3), 0 16px 40px rgba(0, 0, 0, 0.5)',
    veil: 'rgba(0, 0, 0, 0.50)',
  },
}

/** The colors for clusters, the same in both themes. */
export const swatches = {
  rose: '#CF4A78',
  amber: '#BF7224',
  moss: '#6F8A2E',
  pine: '#2A8F7B',
  sky: '#3A82D0',
  iris: '#7E66D6',
  orchid: '#B255B6',
  slate: '#7A7E86',
} as const

export const fonts = {
  sans: '-apple-system, "Segoe UI Variable Text", "Segoe UI", "Adwaita Sans", Inter, Cantarell, Ubuntu, "Noto Sans", "Liberation Sans", system-ui, sans-serif',
  mono: '"SF Mono", "Cascadia Mono", "JetBrains Mono", "Ubuntu Mono", "Noto Sans Mono", "Liberation Mono", ui-monospace, monospace',
} as const

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** The custom properties of a theme, such as `--hover-up`. */
export function themeProperties(name: ThemeName): [property: string, value: string][] {
  return [
    ...Object.entries(themes[name]).map(([token, value]): [string, string] => [`--${kebab(token)}`, value]),
    ...Object.entries(fonts).map(([token, value]): [string, string] => [`--${token}`, value]),
  ]
}

/** Applies a theme to the page: custom properties and `data-theme`. */
export function applyTheme(root: HTMLElement, name: ThemeName): void {
  root.dataset['theme'] = name
  root.style.colorScheme = name
  for (const [property, value] of themeProperties(name)) root.style.setProperty(property, value)
}

/** Follows the system's theme. Returns a function that stops it. */
export function followSystemTheme(onTheme: (name: ThemeName) => void): () => void {
  const query = window.matchMedia('(prefers-color-scheme: dark)')
  const tell = () => onTheme(query.matches ? 'dark' : 'light')
  tell()
  query.addEventListener('change', tell)
  return () => query.removeEventListener('change', tell)
}
