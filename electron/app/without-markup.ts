const lookalikes: Readonly<Record<string, string>> = { '<': '‹', '>': '›', '&': '＆' }

/**
 * Replaces the markup characters of a notification's text for Linux, whose desktops interpret markup and load pictures
 * from addresses in it. Our texts contain no markup. Escapes don't help: desktops without markup support would show
 * them.
 */
export const withoutMarkup = (text: string): string =>
  text.replace(/[<>&]/g, (sign) => lookalikes[sign] ?? sign)
