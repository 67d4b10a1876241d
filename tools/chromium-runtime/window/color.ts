/** An RGBA color for DevTools. `a` is from 0 to 1. */
interface Color {
  r: number
  g: number
  b: number
  a: number
}

/** Parses `#rgb`, `#rrggbb` and Electron's `#aarrggbb`. Null for anything else. */
export function parseColor(text: string): Color | null {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(text)
  const digits =
    short === null
      ? text.slice(1)
      : short
          .slice(1)
          .map((digit) => digit + digit)
          .join('')
  const [, alpha = 'ff', red, green, blue] =
    /^([\da-f]{2})?([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(text.startsWith('#') ? digits : '') ?? []
  if (red === undefined || green === undefined || blue === undefined) return null
  const byte = (pair: string) => Number.parseInt(pair, 16)
  return { r: byte(red), g: byte(green), b: byte(blue), a: byte(alpha) / 255 }
}
