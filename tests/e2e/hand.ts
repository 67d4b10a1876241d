import type { Locator, Page } from '@playwright/test'

/** A person's actions with mouse and keyboard. */
export interface Work {
  clicks: number
  /** Keys and chords, such as Tab or Ctrl K. */
  keys: number
  /** Letters that only the person knows: names, passwords, searches. */
  letters: number
}

/** A person's mouse and keyboard, counted. */
export interface Hand {
  click: (place: Locator) => Promise<void>
  press: (...keys: string[]) => Promise<void>
  type: (text: string) => Promise<void>
  /** Presses Tab, or Shift Tab, until something has the focus. */
  tabTo: (place: Locator, key?: 'Tab' | 'Shift+Tab') => Promise<void>
  work: () => Work
}

export function createHand(window: Page): Hand {
  const work: Work = { clicks: 0, keys: 0, letters: 0 }
  return {
    click: async (place) => {
      work.clicks += 1
      await place.click()
    },
    press: async (...keys) => {
      for (const key of keys) {
        work.keys += 1
        await window.keyboard.press(key)
      }
    },
    type: async (text) => {
      work.letters += text.length
      await window.keyboard.type(text)
    },
    tabTo: async (place, key = 'Tab') => {
      for (let stops = 0; stops < 40; stops++) {
        if (await place.evaluate((element) => element === document.activeElement)) return
        work.keys += 1
        await window.keyboard.press(key)
      }
      throw new Error('Tab does not lead there')
    },
    work: () => ({ ...work }),
  }
}

/**
 * Seconds that a practised person needs for it, without thinking and waiting, by the keystroke-level model (Card, Moran
 * and Newell, 1980): 1.1 to point, 0.2 to click, 0.28 for a key or a letter.
 */
export const secondsOf = ({ clicks, keys, letters }: Work): number => clicks * 1.3 + (keys + letters) * 0.28
