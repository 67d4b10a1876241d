import { describe, expect, test } from 'vitest'
import { swatches, themeProperties, themes, type ThemeName, type Tokens } from './theme.ts'

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

type Token = Exclude<keyof Tokens, 'shadow'>
const grounds: Token[] = ['canvas', 'rail', 'sunken', 'raised', 'hover', 'hoverUp', 'selected']

/** Which texts are on which backgrounds. */
const pairs: [text: Token, grounds: Token[]][] = [
  ['ink', [...grounds, 'chip', 'warnTint', 'badTint', 'goodTint']],
  ['ink2', [...grounds, 'chip', 'warnTint', 'badTint']],
  ['ink3', [...grounds, 'chip']],
  ['accent', [...grounds, 'warnTint', 'badTint']],
  ['good', [...grounds, 'goodTint']],
  ['warn', [...grounds, 'warnTint']],
  ['bad', [...grounds, 'badTint']],
  ['onFill', ['fill', 'fillHover', 'badFill']],
]

describe.each<ThemeName>(['light', 'dark'])('the %s theme', (name) => {
  const tokens = themes[name]

  test.each(pairs)('text in %s reaches a contrast of 4.5 on every ground that it is on', (text, on) => {
    const worst = Math.min(...on.map((ground) => contrast(tokens[text], tokens[ground])))
    expect(worst).toBeGreaterThanOrEqual(4.5)
  })

  test('the border of inputs reaches 3 on the surfaces that inputs are on', () => {
    expect(contrast(tokens.control, tokens.canvas)).toBeGreaterThanOrEqual(3)
    expect(contrast(tokens.control, tokens.raised)).toBeGreaterThanOrEqual(3)
  })

  test.each(Object.entries(swatches))('the swatch %s reaches 3', (_name, colour) => {
    for (const ground of ['canvas', 'rail', 'raised', 'selected'] as const) {
      expect(contrast(colour, tokens[ground])).toBeGreaterThanOrEqual(3)
    }
  })

  test('every token is a custom property', () => {
    const properties = new Map(themeProperties(name))
    expect(properties.get('--hover-up')).toBe(tokens.hoverUp)
    expect(properties.size).toBe(Object.keys(tokens).length + 2)
  })
})
