import type { Locator } from '@playwright/test'
import { beforeAll, describe, expect as expectValue, test } from 'vitest'
import { expect, useGallery } from './gallery.ts'

const gallery = useGallery()
beforeAll(() => gallery.page.emulateMedia({ forcedColors: 'active' }))

const background = (piece: Locator): Promise<string> =>
  piece.first().evaluate((element) => {
    const { backgroundColor, backgroundImage } = getComputedStyle(element)
    return `${backgroundColor} ${backgroundImage}`
  })
const page = (): Promise<string> => background(gallery.page.locator('body'))

// grafana/grafana#66308, iNavFlight/inav-configurator#1942 and Kesomannen/gale#751: a switch looked the same on and off.
// carbon-design-system/carbon#19356 and Esri/calcite-design-system#3986: progress was invisible.
describe('in the colors of a person', () => {
  test('a switch has a knob, and looks another way when it is on', async () => {
    const looks: string[][] = []
    for (const state of ['off', 'on']) {
      const place = await gallery.show('SwitchField', state)
      const look = [await background(place.locator('.switch')), await background(place.locator('.knob'))]
      expectValue(look[0]).not.toBe(look[1])
      looks.push(look)
    }
    expectValue(looks[0]?.[0]).not.toBe(looks[1]?.[0])
  })

  test('progress stands out from the page', async () => {
    const place = await gallery.show('PageHead', 'busy')
    expectValue(await background(place.locator('.runner'))).not.toBe(await page())
  })

  test('the areas of a chart are told apart by its legend', async () => {
    const place = await gallery.show('StepChart', 'in groups, long and hostile')
    const looks = await place.locator('.look').all()
    const grounds = await Promise.all(looks.map(background))
    expectValue(grounds.length).toBeGreaterThan(2)
    expectValue(new Set(grounds).size).toBe(grounds.length)
  })

  test('a hidden value doesn’t show its length by dots', async () => {
    const place = await gallery.show('EntriesEditor', 'many')
    const value = place.locator('textarea.is-folded').first()
    await expect(value).toHaveCSS('color', 'rgba(0, 0, 0, 0)')
  })
})
