import { setTimeout as after } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { lookAtPage, type SeenWindow } from './look-at-page.mjs'

/** Between two looks, in milliseconds. */
const pause = 250

/** Looks at the window until it says the same twice and waits for nothing, or until the time is up. */
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

/** One look; `null` if the page was just about to be replaced, as the empty one of the start is. */
async function look(window: Page, deadline: number): Promise<SeenWindow | null> {
  try {
    return await window.evaluate(lookAtPage)
  } catch (error) {
    if (window.isClosed() || Date.now() > deadline) throw error
    return null
  }
}
