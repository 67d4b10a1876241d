import {
  buttonDark,
  commonDark,
  createTheme,
  inputDark,
  popoverDark,
  tooltipDark,
  type GlobalTheme,
  type GlobalThemeOverrides,
} from 'naive-ui'
import { fonts, themes, type ThemeName, type Tokens } from './theme.ts'

/** The dark themes of only the components in use. The overrides define every color anyway. */
const darkTheme: GlobalTheme = {
  ...createTheme([buttonDark, inputDark, popoverDark, tooltipDark]),
  name: 'dark',
  common: commonDark,
}

/** The base theme of Naive UI. `null` for its light one. */
export const naiveTheme = (name: ThemeName): GlobalTheme | null => (name === 'dark' ? darkTheme : null)

const common = (t: Tokens): GlobalThemeOverrides['common'] => ({
  fontFamily: fonts.sans,
  fontFamilyMono: fonts.mono,
  fontSize: '13px',
  fontSizeMedium: '13px',
  fontSizeSmall: '12px',
  lineHeight: '1.54',
  fontWeightStrong: '600',
  borderRadius: '6px',
  borderRadiusSmall: '4px',
  heightMedium: '30px',
  heightSmall: '26px',
  bodyColor: t.canvas,
  cardColor: t.canvas,
  tableColor: t.canvas,
  inputColor: t.canvas,
  modalColor: t.raised,
  popoverColor: t.raised,
  tableHeaderColor: t.sunken,
  actionColor: t.sunken,
  codeColor: t.sunken,
  hoverColor: t.hoverUp,
  tableColorHover: t.hover,
  dividerColor: t.line,
  borderColor: t.edge,
  textColorBase: t.ink,
  textColor1: t.ink,
  textColor2: t.ink2,
  textColor3: t.ink3,
  textColorDisabled: t.ink3,
  placeholderColor: t.ink3,
  iconColor: t.ink2,
  closeIconColor: t.ink2,
  primaryColor: t.accent,
  primaryColorHover: t.accent,
  primaryColorPressed: t.accent,
  primaryColorSuppl: t.fill,
  infoColor: t.accent,
  successColor: t.good,
  warningColor: t.warn,
  errorColor: t.bad,
  opacityDisabled: '1',
  boxShadow1: t.shadow,
  boxShadow2: t.shadow,
  boxShadow3: t.shadow,
  scrollbarColor: t.edge,
  scrollbarWidth: '7px',
})

const destructive = (t: Tokens): NonNullable<GlobalThemeOverrides['Button']> => ({
  colorError: t.badFill,
  colorHoverError: t.badFill,
  colorPressedError: t.badFill,
  colorFocusError: t.badFill,
  colorDisabledError: t.sunken,
  textColorError: t.onFill,
  textColorHoverError: t.onFill,
  textColorPressedError: t.onFill,
  textColorFocusError: t.onFill,
  textColorDisabledError: t.ink3,
  borderError: '1px solid transparent',
  borderHoverError: '1px solid transparent',
  borderPressedError: '1px solid transparent',
  borderFocusError: '1px solid transparent',
  borderDisabledError: `1px dashed ${t.edge}`,
})

const button = (t: Tokens): NonNullable<GlobalThemeOverrides['Button']> => {
  const edge = `1px solid ${t.edge}`
  const none = '1px solid transparent'
  const onFill = {
    textColorPrimary: t.onFill,
    textColorHoverPrimary: t.onFill,
    textColorPressedPrimary: t.onFill,
    textColorFocusPrimary: t.onFill,
  }
  return {
    color: t.raised,
    colorHover: t.hoverUp,
    colorPressed: t.hoverUp,
    colorFocus: t.raised,
    colorDisabled: t.sunken,
    border: edge,
    borderHover: edge,
    borderPressed: edge,
    borderFocus: edge,
    borderDisabled: `1px dashed ${t.edge}`,
    textColor: t.ink,
    textColorHover: t.ink,
    textColorPressed: t.ink,
    textColorFocus: t.ink,
    textColorDisabled: t.ink3,
    colorPrimary: t.fill,
    colorHoverPrimary: t.fillHover,
    colorPressedPrimary: t.fillHover,
    colorFocusPrimary: t.fill,
    colorDisabledPrimary: t.sunken,
    textColorDisabledPrimary: t.ink3,
    borderDisabledPrimary: `1px dashed ${t.edge}`,
    borderPrimary: none,
    borderHoverPrimary: none,
    borderPressedPrimary: none,
    borderFocusPrimary: none,
    ...onFill,
    ...destructive(t),
    colorQuaternaryHover: t.hoverUp,
    colorQuaternaryPressed: t.hoverUp,
    textColorText: t.accent,
    textColorTextHover: t.accent,
    textColorTextPressed: t.accent,
    textColorTextFocus: t.accent,
    iconSizeSmall: '14px',
    iconSizeMedium: '14px',
    iconMarginMedium: '6px',
    paddingMedium: '0 12px',
    paddingSmall: '0 9px',
    waveOpacity: '0',
  }
}

const input = (t: Tokens): NonNullable<GlobalThemeOverrides['Input']> => ({
  color: t.raised,
  colorFocus: t.raised,
  colorHover: t.raised,
  textColor: t.ink,
  placeholderColor: t.ink3,
  caretColor: t.ink,
  border: `1px solid ${t.control}`,
  borderHover: `1px solid ${t.ink3}`,
  borderFocus: `1px solid ${t.accent}`,
  boxShadowFocus: `0 0 0 1px ${t.accent}`,
  borderError: `1px solid ${t.bad}`,
  borderHoverError: `1px solid ${t.bad}`,
  borderFocusError: `1px solid ${t.bad}`,
  boxShadowFocusError: `0 0 0 1px ${t.bad}`,
  colorFocusError: t.raised,
  caretColorError: t.ink,
  paddingMedium: '0 10px',
  clearColor: t.ink2,
  clearColorHover: t.ink,
  clearColorPressed: t.ink,
})

/** The design's tokens as overrides for the components in use. */
export function naiveOverrides(name: ThemeName): GlobalThemeOverrides {
  const t = themes[name]
  const popover = { color: t.raised, textColor: t.ink2, boxShadow: t.shadow, fontSize: '13px' }
  return {
    common: common(t) ?? {},
    Button: button(t),
    Input: input(t),
    Popover: { ...popover, borderRadius: '9px', padding: '6px', space: '4px' },
    Tooltip: {
      color: t.raised,
      textColor: t.ink2,
      borderRadius: '7px',
      boxShadow: t.shadow,
      padding: '8px 10px',
      peers: { Popover: { ...popover, borderRadius: '7px', fontSize: '12px', space: '6px' } },
    },
  }
}
