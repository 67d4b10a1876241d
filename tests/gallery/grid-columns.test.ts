import { beforeEach, describe, expect as expectValue, test } from 'vitest'
import { expect, useGallery } from './gallery.ts'

const gallery = useGallery()
const head = (name: string) => gallery.page.getByRole('columnheader', { name })
const edge = (name: string) => head(name).locator('.edge')
const widthOf = async (name: string) => Math.round((await head(name).boundingBox())?.width ?? 0)
const order = () =>
  gallery.page
    .getByRole('columnheader')
    .evaluateAll((heads) => heads.map((cell) => cell.getAttribute('data-column') ?? ''))
const firstRow = () => gallery.page.locator('[data-uid=u0]')

async function drag(from: { x: number; y: number }, by: number): Promise<void> {
  const { mouse } = gallery.page
  await mouse.move(from.x, from.y)
  await mouse.down()
  await mouse.move(from.x + by / 2, from.y)
  await mouse.move(from.x + by, from.y)
}
async function middleOf(name: string, part: 'head' | 'edge'): Promise<{ x: number; y: number }> {
  const box = await (part === 'edge' ? edge(name) : head(name)).boundingBox()
  return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 }
}

beforeEach(async () => {
  await gallery.show('LaidOutGrid', 'columns and density')
  // The columns have the widths that their content needs.
  const registry = firstRow().locator('[data-column=registry] .cut')
  await expect.poll(() => registry.evaluate((text) => text.scrollWidth <= text.clientWidth)).toBe(true)
})

describe('the columns of a grid', () => {
  // The first column had 500 empty pixels while others were truncated.
  test('take the room that is left if their text is cut', async () => {
    expectValue(await widthOf('Registry URL')).toBeGreaterThan(280)
  })

  test('are as wide as their edge is dragged; what is before does not move', async () => {
    const [type, scope] = [await widthOf('Type'), await widthOf('Scope')]
    const left = (await head('Scope').boundingBox())?.x
    await drag(await middleOf('Scope', 'edge'), 60)
    await expect(head('Scope').locator('.width')).toHaveText(`${scope + 60} px`)
    await expect.poll(() => widthOf('Scope')).toBe(scope + 60)
    await gallery.page.mouse.up()
    await expect.poll(() => widthOf('Scope')).toBe(scope + 60)
    await expect.poll(() => widthOf('Type')).toBe(type)
    expectValue((await head('Scope').boundingBox())?.x).toBe(left)
    await expect(firstRow().locator('[data-column=scope]')).toHaveCSS('width', `${scope + 60}px`)
    await expect(head('Scope')).toHaveAttribute('aria-sort', 'none')
  })

  // Otherwise each move of an edge would style all cells again.
  test('give their widths to rows, not to cells', async () => {
    const read = (element: Element) => getComputedStyle(element).getPropertyValue('--columns')
    expectValue(await firstRow().evaluate(read)).toContain('px')
    expectValue(await firstRow().locator('[data-column=scope]').evaluate(read)).toBe('')
  })

  test('are left as they were when Escape ends the drag', async () => {
    const scope = await widthOf('Scope')
    await drag(await middleOf('Scope', 'edge'), 80)
    await expect.poll(() => widthOf('Scope')).toBe(scope + 80)
    await gallery.press('Escape')
    await gallery.page.mouse.up()
    await expect.poll(() => widthOf('Scope')).toBe(scope)
  })

  test('fit their text after a double click on the edge', async () => {
    await drag(await middleOf('Registry URL', 'edge'), -400)
    await gallery.page.mouse.up()
    const text = firstRow().locator('[data-column=registry] .cut')
    await expect.poll(() => text.evaluate((node) => node.scrollWidth > node.clientWidth)).toBe(true)
    const at = await middleOf('Registry URL', 'edge')
    await gallery.page.mouse.dblclick(at.x, at.y)
    await expect.poll(() => text.evaluate((node) => node.scrollWidth <= node.clientWidth)).toBe(true)
  })

  test('are moved by their heads, and a click on one still sorts', async () => {
    await drag(await middleOf('Scope', 'head'), -230)
    await expect(head('Scope')).toHaveClass(/is-moved/)
    await gallery.page.mouse.up()
    await expect.poll(order).toEqual(['name', 'scope', 'type', 'registry'])
    await expect(head('Scope')).toHaveAttribute('aria-sort', 'none')
    await head('Scope').getByRole('button').click()
    await expect(head('Scope')).toHaveAttribute('aria-sort', 'ascending')
  })

  test('stay where they are when Escape ends the move, and the first one is never moved', async () => {
    await drag(await middleOf('Scope', 'head'), -230)
    await gallery.press('Escape')
    await gallery.page.mouse.up()
    await drag(await middleOf('Credential', 'head'), 500)
    await gallery.page.mouse.up()
    await drag(await middleOf('Type', 'head'), -600)
    await gallery.page.mouse.up()
    await expect.poll(order).toEqual(['name', 'type', 'scope', 'registry'])
  })

  test('are moved and resized by the keyboard, which is reported', async () => {
    const told = (text: string) => expect(gallery.page.getByText(text, { exact: true })).toBeAttached()
    await head('Type').getByRole('button').focus()
    await gallery.press('Alt+ArrowRight')
    await expect.poll(order).toEqual(['name', 'scope', 'type', 'registry'])
    await told('Type is now column 3 of 4')
    await expect(head('Type').getByRole('button')).toBeFocused()
    const width = await widthOf('Type')
    await gallery.press('Shift+ArrowRight', 'Shift+ArrowRight')
    await expect.poll(() => widthOf('Type')).toBe(width + 32)
    await gallery.press('Shift+ArrowLeft')
    await told(`Type is now ${width + 16} pixels wide`)
    await gallery.press('Alt+ArrowLeft', 'Alt+ArrowLeft')
    await expect.poll(order).toEqual(['name', 'type', 'scope', 'registry'])
  })

  test('have a menu, by a key, by the arrow in the head and by the right button', async () => {
    const menu = gallery.page.getByRole('menu', { name: 'Column Registry URL' })
    await head('Registry URL').getByRole('button').focus()
    await gallery.press('Alt+ArrowDown')
    await expect(menu.getByRole('menuitem').first()).toBeFocused()
    await gallery.press('ArrowDown', 'Enter')
    await expect(head('Registry URL')).toHaveAttribute('aria-sort', 'descending')
    await expect(head('Registry URL').getByRole('button')).toBeFocused()
    await head('Registry URL').hover()
    await head('Registry URL').locator('.more').click()
    await menu.getByRole('menuitem', { name: 'Move left' }).click()
    await expect.poll(order).toEqual(['name', 'type', 'registry', 'scope'])
    await head('Registry URL').click({ button: 'right' })
    await menu.getByRole('menuitem', { name: 'Columns…' }).click()
    await expect.poll(gallery.told).toEqual(['columns'])
    await head('Registry URL').click({ button: 'right' })
    await menu.getByRole('menuitem', { name: 'Hide column' }).click()
    await expect.poll(order).toEqual(['name', 'type', 'scope'])
  })

  test('stay at the left on request, and go back', async () => {
    const menu = gallery.page.getByRole('menu', { name: 'Column Scope' })
    const keep = async () => {
      await head('Scope').getByRole('button').focus()
      await gallery.press('Alt+ArrowDown')
      await menu.getByRole('menuitemcheckbox', { name: 'Keep on the left' }).click()
    }
    await keep()
    await expect.poll(order).toEqual(['name', 'scope', 'type', 'registry'])
    await drag(await middleOf('Registry URL', 'edge'), 700)
    await gallery.page.mouse.up()
    await gallery.page.getByRole('grid').evaluate((grid) => grid.scrollTo(300, 0))
    const name = await head('Credential').boundingBox()
    await expect
      .poll(async () => (await head('Scope').boundingBox())?.x)
      .toBe((name?.x ?? 0) + (name?.width ?? 0))
    await expect
      .poll(async () => (await firstRow().locator('[data-column=scope]').boundingBox())?.x)
      .toBe((name?.x ?? 0) + (name?.width ?? 0))
    await keep()
    await expect
      .poll(async () => (await head('Scope').boundingBox())?.x)
      .not.toBe((name?.x ?? 0) + (name?.width ?? 0))
  })
})

test('the whole of a cut text is shown by resting on its cell with the keyboard, and goes with the next key', async () => {
  await drag(await middleOf('Registry URL', 'edge'), -400)
  await gallery.page.mouse.up()
  const tip = gallery.page.locator('.cell-tip')
  await head('Type').getByRole('button').focus()
  await gallery.press('ArrowDown')
  await expect(firstRow().locator('[data-column=type]')).toBeFocused()
  await gallery.press('ArrowRight', 'ArrowRight')
  await expect(tip).toHaveText('registry-0.of-the-research-department.example.com')
  await gallery.press('Escape')
  await expect(tip).toHaveCount(0)
  // Screen readers get the full text from the cell itself.
  await expect(firstRow().locator('[data-column=registry]')).toHaveText(
    'registry-0.of-the-research-department.example.com',
  )
})

// A new credential that sorts to the top had the focus, but the table didn't scroll.
test('a row that comes in above and is led to at once is in sight', async () => {
  await gallery.page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, 40_000))
  await expect(gallery.page.locator('[data-uid=u1112]')).toBeVisible()
  await gallery.page
    .getByRole('button', { name: 'Add a row above' })
    .evaluate((button: HTMLElement) => button.click())
  await expect(gallery.page.locator('[data-uid=new1] [role=gridcell]').first()).toBeFocused()
  await expect(gallery.page.locator('[data-uid=new1]')).toBeInViewport()
})

test('low rows keep the place: the row at the top stays there', async () => {
  const top = () =>
    gallery.page.getByRole('grid').evaluate((grid) => {
      const under = grid.querySelector('.head')?.getBoundingClientRect().bottom ?? 0
      const rows = [...grid.querySelectorAll('[data-uid]')]
      return rows
        .find((row) => Math.abs(row.getBoundingClientRect().top - under) < 2)
        ?.getAttribute('data-uid')
    })
  await gallery.page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, 36 * 500))
  await expect.poll(top).toBe('u500')
  const other = gallery.page.getByRole('button', { name: 'Other density' })
  await other.click()
  await expect(gallery.page.locator('[data-uid=u500]')).toHaveCSS('height', '28px')
  await expect.poll(top).toBe('u500')
  await other.click()
  await expect(gallery.page.locator('[data-uid=u500]')).toHaveCSS('height', '36px')
  await expect.poll(top).toBe('u500')
})
