import { describe, expect as expectValue, test } from 'vitest'
import { expect, useGallery } from './gallery.ts'

const gallery = useGallery()
const role = (...args: Parameters<typeof gallery.page.getByRole>) => gallery.page.getByRole(...args)

describe('a search field', () => {
  test('Escape empties it and keeps the focus', async () => {
    await gallery.show('SearchField', 'empty')
    const search = role('textbox', { name: 'Search credentials' })
    await search.fill('harbor')
    await gallery.press('Escape')
    await expect(search).toHaveValue('')
    await expect(search).toBeFocused()
  })

  test('its cross empties it, and is there only while there is something to empty', async () => {
    await gallery.show('SearchField', 'filled')
    const clear = role('button', { name: 'Clear search' })
    await clear.click()
    await expect(role('textbox')).toHaveValue('')
    await expect(role('textbox')).toBeFocused()
    await expect(clear).toHaveCount(0)
  })
})

describe('a text field', () => {
  test('takes no more than it may hold, and hands its attributes and keys to its input', async () => {
    await gallery.show('TextField', 'empty')
    const field = role('textbox', { name: 'Name' })
    await expect(field).toHaveAttribute('placeholder', 'Any name')
    await field.pressSequentially('harbor')
    await gallery.press('Enter', 'Tab')
    await expect(field).toHaveValue('harbo')
    await expect
      .poll(gallery.told)
      .toEqual([...['h', 'ha', 'har', 'harb', 'harbo'].map((text) => `text "${text}"`), 'enter', 'leave'])
  })

  test('an invalid one says so', async () => {
    await gallery.show('TextField', 'failed')
    await expect(role('textbox', { name: 'Wrong name' })).toHaveAttribute('aria-invalid', 'true')
    await gallery.show('TextField', 'mono')
    await expect(role('textbox', { name: 'Kubernetes name' })).toHaveAttribute('aria-invalid', 'false')
  })
})

for (const [piece, label, first, disabled] of [
  ['ChoiceList', 'Secret', /^New secret/, /^Locked/],
  ['SegmentChoice', 'Show', /^All/, /^Removed/],
] as const) {
  describe(piece, () => {
    test('is one tab stop; the arrows choose and pass over what is disabled', async () => {
      await gallery.show(piece, 'usual')
      const group = role('radiogroup', { name: label })
      await gallery.press('Tab')
      await expect(group.getByRole('radio', { name: first })).toBeFocused()
      await gallery.press('ArrowDown', 'ArrowDown')
      const chosen = await group.getByRole('radio', { checked: true }).getAttribute('value')
      expectValue(['new', 'changed']).toContain(chosen)
      await expect(group.getByRole('radio', { name: disabled })).toBeDisabled()
      await expect.poll(gallery.told).toHaveLength(2)
    })

    test('a click chooses; a click on what is disabled does not', async () => {
      await gallery.show(piece, 'usual')
      const group = role('radiogroup', { name: label })
      const before = await group.getByRole('radio', { checked: true }).getAttribute('value')
      await group.locator('.is-disabled').click({ force: true })
      expectValue(await group.getByRole('radio', { checked: true }).getAttribute('value')).toBe(before)
      await group.locator('label').nth(1).click()
      await expect(group.getByRole('radio').nth(1)).toBeChecked()
    })
  })
}

describe('the choices of a filter', () => {
  test('report all that are chosen after each change, and forget what is removed', async () => {
    await gallery.show('FilterOptions', 'usual')
    await role('checkbox', { name: /^No issues found/ }).check()
    await role('checkbox', { name: /^Issues found/ }).uncheck()
    await expect.poll(gallery.told).toEqual(['change ["issues","ok"]', 'change ["ok"]'])
  })

  test('can be searched where they are many, and say how many more there are', async () => {
    await gallery.show('FilterOptions', 'so many that they are searched')
    await expect(role('checkbox')).toHaveCount(60)
    await expect(gallery.page.getByText('15 more. Search to find them.')).toBeVisible()
    await role('textbox', { name: 'Find a scope' }).fill(' P74 ')
    await expect(role('checkbox')).toHaveCount(1)
    await expect(role('checkbox')).toBeChecked()
    await role('textbox').fill('nothing like it')
    await expect(gallery.page.getByText('No matches.')).toBeVisible()
  })

  test('a chip shows what is chosen, and its cross clears it', async () => {
    await gallery.show('FilterChip', 'usual')
    await role('button', { name: 'Filter by Status' }).click()
    await role('checkbox', { name: /^Issues found/ }).check()
    await gallery.press('Escape')
    await expect(role('button', { name: 'Filter by Status: Issues found' })).toBeFocused()
    await role('button', { name: 'Clear filter Status' }).click()
    await expect(role('button', { name: 'Filter by Status', exact: true })).toBeVisible()
    await expect.poll(gallery.told).toEqual(['open', 'change ["issues"]', 'change []'])
  })
})

describe('the choice of columns', () => {
  const box = (name: string) => role('checkbox', { name, exact: true })

  test('shows and hides columns in their order; the first always stays', async () => {
    await gallery.show('ColumnChoice', 'usual')
    await expect(box('Credential')).toBeDisabled()
    await box('Namespace').check()
    await box('Type').uncheck()
    await expect
      .poll(gallery.told)
      .toEqual(['change ["name","type","status","namespace"]', 'change ["name","status","namespace"]'])
  })

  test('moves a column with Alt and the arrows, keeps the focus on it, and says where it is', async () => {
    await gallery.show('ColumnChoice', 'usual')
    await box('Status').focus()
    await gallery.press('Alt+ArrowUp')
    await expect(box('Status')).toBeFocused()
    await expect(gallery.page.getByText('Status is now 2 of 5')).toBeAttached()
    await gallery.press('Alt+ArrowUp')
    await expect.poll(gallery.told).toEqual(['change ["name","status","type"]'])
    await gallery.press('ArrowDown')
    await expect(box('Type')).toBeFocused()
  })

  test('moves a column that is dragged by its grip', async () => {
    await gallery.show('ColumnChoice', 'usual')
    const grip = role('button', { name: 'Move Type' })
    const target = await role('button', { name: 'Move Scope' }).boundingBox()
    await grip.hover()
    await gallery.page.mouse.down()
    await gallery.page.mouse.move((target?.x ?? 0) + 4, (target?.y ?? 0) + 8, { steps: 4 })
    await gallery.page.mouse.up()
    await expect.poll(async () => (await gallery.told()).at(-1)).toBe('change ["name","status","type"]')
  })

  // Dragging outside the grip selected the names' text, and moved nothing.
  test('moves a column that is dragged by its name, selects no text and ticks nothing', async () => {
    await gallery.show('ColumnChoice', 'usual')
    const target = await role('button', { name: 'Move Scope' }).boundingBox()
    await gallery.page.getByText('Type', { exact: true }).hover()
    await gallery.page.mouse.down()
    await gallery.page.mouse.move((target?.x ?? 0) - 60, (target?.y ?? 0) + 8, { steps: 4 })
    await gallery.page.mouse.up()
    await expect.poll(async () => (await gallery.told()).at(-1)).toBe('change ["name","status","type"]')
    await expect(box('Type')).toBeChecked()
    expectValue(await gallery.page.evaluate(() => String(getSelection()))).toBe('')
    await gallery.page.getByText('Type', { exact: true }).click()
    await expect(box('Type')).not.toBeChecked()
  })

  test('goes back to the usual columns', async () => {
    await gallery.show('ColumnChoice', 'usual')
    await role('button', { name: 'Reset' }).click()
    await expect(gallery.page.getByText('Default columns restored')).toBeAttached()
    await expect.poll(gallery.told).toEqual(['reset'])
  })

  test('finds one of many; a search that is on moves nothing', async () => {
    await gallery.show('ColumnChoice', 'so many that they are searched')
    await expect(gallery.page.getByText('40 more. Search to find them.')).toBeVisible()
    await role('textbox', { name: 'Find a column' }).fill('column 139')
    await expect(box('Column 139')).toBeVisible()
    await expect(role('button', { name: /^Move/ })).toHaveCount(0)
    await role('textbox').fill('none of them')
    await expect(gallery.page.getByText('No columns match.')).toBeVisible()
  })
})

describe('the fields of settings', () => {
  test('a select is named by its label and keeps its type', async () => {
    await gallery.show('SelectField', 'usual')
    await role('combobox', { name: 'Keep passwords for' }).selectOption('An hour')
    await expect.poll(gallery.told).toEqual(['choose 60'])
  })

  test('a field says its hint and what is wrong with it', async () => {
    await gallery.show('LabelledField', 'a number')
    const days = role('spinbutton', { name: 'Due after' })
    await expect(days).toHaveAccessibleDescription('Days since the last rotation.')
    await days.fill('120')
    await gallery.press('ArrowUp')
    await expect(days).toHaveValue('121')
    await gallery.show('LabelledField', 'failed')
    const wrong = role('textbox', { name: 'Overdue after' })
    await expect(wrong).toHaveAccessibleDescription(/^It has to be more than 90\./)
    await expect(
      gallery.page.locator('[aria-live=polite]', { has: gallery.page.getByText('It has') }),
    ).toBeVisible()
  })

  test('a switch turns by Space, by Enter and by a click', async () => {
    await gallery.show('SwitchField', 'off')
    const field = role('switch', { name: 'Read-only' })
    await expect(field).toHaveAttribute('aria-checked', 'false')
    await field.focus()
    await gallery.press('Space')
    await expect(field).toHaveAttribute('aria-checked', 'true')
    await gallery.press('Enter')
    await field.click()
    await expect(field).toHaveAttribute('aria-checked', 'true')
    await expect(field).toHaveAccessibleDescription('Nothing is written to this cluster.')
    await expect.poll(gallery.told).toEqual(['switch true', 'switch false', 'switch true'])
  })
})

describe('a text box', () => {
  const paste = (text: string) =>
    gallery.page.locator('textarea').evaluate((element, pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', pasted)
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, text)

  test('keeps what is pasted byte for byte, but for a line break at its end, which is reported', async () => {
    await gallery.show('TextBox', 'usual')
    await paste('one\r\ntwo\rthree\r\n')
    await expect(role('textbox')).toHaveValue('one\ntwo\nthree')
    await expect.poll(gallery.told).toEqual(['trim true', 'edit "one\\r\\ntwo\\rthree"'])
  })

  // acdvorak/jquery.caret#3, github/paste-markdown#28: a text that a page inserts itself couldn’t be undone.
  test('what is pasted can be undone, also if a line break at its end was removed', async () => {
    await gallery.show('TextBox', 'usual')
    await role('textbox').focus()
    await paste('FAKE-password\r\n')
    await expect(role('textbox')).toHaveValue('FAKE-password')
    await gallery.press('Control+z')
    await expect(role('textbox')).toHaveValue('')
    await gallery.press('Control+Shift+z')
    await expect(role('textbox')).toHaveValue('FAKE-password')
    await expect
      .poll(gallery.told)
      .toEqual([
        ...['trim true', 'edit "FAKE-password"'],
        ...['trim false', 'edit ""', 'trim false', 'edit "FAKE-password"'],
      ])
  })

  test('Enter makes no new line by itself, Shift and Enter do', async () => {
    await gallery.show('TextBox', 'usual')
    await role('textbox').focus()
    await gallery.press('a', 'Enter', 'b', 'Shift+Enter', 'c')
    await expect(role('textbox')).toHaveValue('ab\nc')
    await gallery.show('TextBox', 'prose')
    await role('textbox').focus()
    await gallery.press('Control+End', 'Enter', 'x')
    await expect(role('textbox')).toHaveValue('First line\nSecond line\nx')
  })

  test('a masked value is not readable on the screen and in no attribute of the page', async () => {
    await gallery.show('TextBox', 'masked')
    await expect(role('textbox')).toHaveValue('hunter2')
    expectValue(await gallery.page.content()).not.toContain('hunter2')
    expectValue(
      await role('textbox').evaluate((element) =>
        getComputedStyle(element).getPropertyValue('-webkit-text-security'),
      ),
    ).toBe('disc')
  })

  test('an invalid one says so', async () => {
    await gallery.show('TextBox', 'failed, long and hostile')
    await expect(role('textbox')).toHaveAttribute('aria-invalid', 'true')
  })
})

test('a field that finds in a list: Escape empties it, and the other keys go to the list', async () => {
  await gallery.show('FindField', 'usual')
  const find = role('combobox', { name: 'Find a scope' })
  await expect(find).toHaveAttribute('aria-activedescendant', 'gallery-one')
  await find.fill('vision')
  await gallery.press('ArrowDown', 'Escape')
  await expect(find).toHaveValue('')
  await gallery.press('Escape')
  await expect.poll(gallery.told).toEqual(['key "ArrowDown"', 'key "Escape"'])
})

describe('a kubectl command', () => {
  test('is copied as it runs, and says so for a moment', async () => {
    await gallery.show('KubectlBlock', 'usual')
    await role('button', { name: 'Copy' }).click()
    await expect(role('button', { name: 'Copied' })).toBeVisible()
    await expect(role('button', { name: 'Copy' })).toBeVisible()
  })

  test('says that it was not copied', async () => {
    await gallery.show('KubectlBlock', 'not to be copied')
    await role('button', { name: 'Copy' }).click()
    await expect(role('button', { name: 'Not copied' })).toBeVisible()
  })

  test('shows what can’t be seen, and marks what was refused', async () => {
    await gallery.show('KubectlBlock', 'refused')
    await expect(gallery.page.locator('.refused')).toHaveText('run.ai/resource')
  })
})
