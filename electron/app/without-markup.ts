const lookalikes: Readonly<Record<string, string>> = { '<': '‹', '>': '›', '&': '＆' }

/**
 * A text for a notification on Linux, whose desktops read markup in it, and load pictures by their address: no text of ours
 * has any. Escapes would be shown as such by those that read none.
 */
export const withoutMarkup = (text: string): string =>
  text.replace(/[<>&]/g, (sign) => lookalikes[sign] ?? sign)
