import { setTimeout as after } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { lookAtPage, type SeenWindow } from './look-at-page.mjs'

/** Milliseconds between reads. */
const pause = 250

/** Reads the window until it is the same twice and nothing is pending, or until the deadline. */
export async function readWindow(window: Page, deadline: number): Promise<SeenWindow> {
  let before = ''
  for (;;) {
    const seen = await look(window, deadline)
    if (seen !== null) {
      const words = JSON.stringify([seen.state, seen.heading, seen.count, seen.rows.length])
      if ((seen.state !== 'waiting' && words === before) || Date.now() > deadline) return seen
      before = words
    }
    await after(pause)
  }
}

/** One read. `null` if the page was just being replaced, as at startup. */
async function look(window: Page, deadline: number): Promise<SeenWindow | null> {
  try {
    return await window.evaluate(lookAtPage)
  } catch (error) {
    if (window.isClosed() || Date.now() > deadline) throw error
    return null
  }
}
