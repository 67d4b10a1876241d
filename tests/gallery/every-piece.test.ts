import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { describe, expect as expectValue, test } from 'vitest'
import { findFaults } from '../e2e/axe.ts'
import { expect, useGallery, type Gallery } from './gallery.ts'

const renderer = resolve(import.meta.dirname, '../../renderer')
const exhibitFolder = join(renderer, 'gallery/exhibits')

/** A file of `renderer/ui` that renders something: a component, or a module that creates elements by `h`. */
function isPiece(file: string): boolean {
  if (file.endsWith('.vue')) return true
  if (!file.endsWith('.ts') || file.endsWith('.test.ts')) return false
  return /import \{[^}]*\bh\b[^}]*\} from '[./]*element\.ts'/.test(readFileSync(file, 'utf8'))
}

/** `AgeMarkExhibit.vue` shows `renderer/ui/cells/age-mark.ts`. */
const pieceName = (file: string): string =>
  basename(file)
    .replace(/\.(vue|ts)$/, '')
    .replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())

const pieces = readdirSync(join(renderer, 'ui'), { recursive: true, encoding: 'utf8' })
  .map((file) => join(renderer, 'ui', file))
  .filter((file) => isPiece(file))

test('every piece of renderer/ui has an exhibit in renderer/gallery/exhibits that shows it', () => {
  const exhibits = new Set(readdirSync(exhibitFolder))
  const missing = pieces.filter((file) => {
    const exhibit = `${pieceName(file)}Exhibit.vue`
    return (
      !exhibits.has(exhibit) ||
      !readFileSync(join(exhibitFolder, exhibit), 'utf8').includes(`/${basename(file)}'`)
    )
  })
  expectValue(pieces.length).toBeGreaterThan(40)
  expectValue(missing).toEqual([])
})

/** axe's findings, each with its component and state. */
async function violations({ page }: Gallery, rules?: string[]): Promise<string[]> {
  const faults = await findFaults(page, rules)
  const nodes = faults.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => ({ id, html, selector: String(target[0]) })),
  )
  return Promise.all(
    nodes.map(async ({ id, html, selector }) => {
      const place = await page
        .locator(selector)
        .first()
        .evaluate((element) => {
          const [piece, state] = [element.closest('[data-exhibit]'), element.closest('[data-state]')]
          return `${piece?.getAttribute('data-exhibit') ?? 'page'}, ${state?.getAttribute('data-state') ?? 'over it'}`
        })
      return `${place}: ${id}: ${html}`
    }),
  )
}

interface Place {
  piece: string
  state: string
}

/** The states that are shown alone. */
const overlays = ({ page }: Gallery): Promise<Place[]> =>
  page.locator('[data-state][data-over=true]').evaluateAll((states) =>
    states.map((state) => ({
      piece: state.closest('[data-exhibit]')?.getAttribute('data-exhibit') ?? '',
      state: state.getAttribute('data-state') ?? '',
    })),
  )

describe('the gallery, light', () => {
  const gallery = useGallery({ colorScheme: 'light' })

  test('no piece has an accessibility fault', async () => {
    await gallery.showAll()
    expectValue(await gallery.page.locator('[data-exhibit]').count()).toBeGreaterThanOrEqual(pieces.length)
    expectValue(await violations(gallery)).toEqual([])
  })

  test('no piece has such a fault in a narrow place', async () => {
    await gallery.showAll({ isNarrow: true })
    expectValue(await violations(gallery)).toEqual([])
  })

  test('what opens over the page has no such fault either', async () => {
    await gallery.showAll()
    const places = await overlays(gallery)
    expectValue(places.length).toBeGreaterThan(5)
    for (const { piece, state } of places) {
      await gallery.show(piece, state)
      await expect(gallery.page.locator('#floating')).not.toBeEmpty()
      expectValue(await violations(gallery), `${piece}, ${state}`).toEqual([])
    }
  })
})

describe('the gallery, dark', () => {
  const gallery = useGallery({ colorScheme: 'dark' })
  // The elements are those of the light theme. Only colors differ.
  const rules = ['color-contrast', 'link-in-text-block']

  test('every text stands out from its ground', async () => {
    await gallery.showAll()
    await expect(gallery.page.locator('main')).toHaveAttribute('data-theme-name', 'dark')
    expectValue(await violations(gallery, rules)).toEqual([])
    for (const { piece, state } of await overlays(gallery)) {
      await gallery.show(piece, state)
      expectValue(await violations(gallery, rules), `${piece}, ${state}`).toEqual([])
    }
  })
})

describe('every piece', () => {
  const gallery = useGallery()

  test('text from outside stays text: no markup, template or script in it runs', async () => {
    await gallery.showAll()
    const { page } = gallery
    expectValue(await page.getByText('<img src=x').count()).toBeGreaterThan(20)
    const places = (await overlays(gallery)).filter(({ state }) => state.includes('hostile'))
    for (const place of [null, ...places]) {
      if (place !== null) await gallery.show(place.piece, place.state)
      await expect(page.getByText('{{ 7 * 7 }}').first()).toBeAttached()
      expectValue(await page.locator('img').count()).toBe(0)
      expectValue(await page.evaluate(() => 'wasHacked' in window)).toBe(false)
    }
  })

  test('no text makes a piece wider than its narrow place', async () => {
    await gallery.showAll({ isNarrow: true })
    const tooWide = await gallery.page.locator('.stage').evaluateAll((stages) =>
      stages
        .filter((stage) => stage.scrollWidth > stage.clientWidth + 1)
        .map((stage) => {
          const [piece, state] = [stage.closest('[data-exhibit]'), stage.closest('[data-state]')]
          return `${piece?.getAttribute('data-exhibit') ?? ''}, ${state?.getAttribute('data-state') ?? ''}`
        }),
    )
    expectValue(tooWide).toEqual([])
  })

  test('everything that Tab reaches shows that it has the focus', async () => {
    await gallery.showAll()
    const { page } = gallery
    await page.addStyleTag({ content: '* { transition: none !important }' })
    const unmarked = await page.evaluate(async () => {
      const stops = 'a[href], button:not(:disabled), input:not(:disabled), select, textarea, [tabindex="0"]'
      /** What may show the focus: the element, its container, and its active descendant. */
      const around = (element: Element): (Element | null | undefined)[] => {
        const active = element.getAttribute('aria-activedescendant')
        const field = element.closest('.n-input')
        return [
          element,
          element.parentElement,
          element.closest('label'),
          field?.querySelector('.n-input__state-border'),
          active === null ? null : document.getElementById(active),
        ]
      }
      const look = (element: Element): string =>
        around(element)
          .flatMap((each) => {
            if (each === null || each === undefined) return []
            const { outlineStyle, borderColor, boxShadow } = getComputedStyle(each)
            return [outlineStyle, borderColor, boxShadow]
          })
          .join()
      const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
      const found: string[] = []
      for (const element of document.querySelectorAll<HTMLElement>(stops)) {
        if (element.tabIndex < 0 || element.closest('[inert]') !== null) continue
        const before = look(element)
        element.focus({ focusVisible: true })
        if (look(element) === before) await painted()
        if (look(element) !== before) continue
        const piece = element.closest('[data-exhibit]')?.getAttribute('data-exhibit') ?? ''
        found.push(`${piece}: ${element.outerHTML.slice(0, 160)}`)
      }
      return found
    })
    expectValue(unmarked).toEqual([])
  })
})
