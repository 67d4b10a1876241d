import { describe, expect as expectValue, test } from 'vitest'
import { expect, useGallery } from './gallery.ts'

const gallery = useGallery()
const role = (...args: Parameters<typeof gallery.page.getByRole>) => gallery.page.getByRole(...args)
const field = (name: string) => role('textbox', { name, exact: true })

describe('keys and values', () => {
  test('a value is dots unless it has the focus or is shown, and never is in the page', async () => {
    const place = await gallery.show('EntriesEditor', 'usual')
    const value = field('Value of HF_TOKEN')
    await expect(value).toHaveClass(/is-masked/)
    expectValue(await place.innerHTML()).not.toContain('made-up-token')
    await value.focus()
    await expect(value).not.toHaveClass(/is-masked/)
    await gallery.press('Tab')
    await expect(value).toHaveClass(/is-masked/)
    await role('button', { name: 'Show the value of HF_TOKEN' }).click()
    await expect(value).not.toHaveClass(/is-masked/)
    expectValue(await place.innerHTML()).not.toContain('made-up-token')
  })

  test('Enter makes a new line in a value and none in a key', async () => {
    await gallery.show('EntriesEditor', 'empty')
    await field('Key 1').focus()
    await gallery.page.keyboard.type('A')
    await gallery.press('Enter')
    await expect(field('Key 1')).toHaveValue('A')
    await gallery.press('Tab')
    await gallery.page.keyboard.type('x')
    await gallery.press('Enter')
    await expect(field('Value of A')).toHaveValue('x\n')
  })

  test('lines of a .env file that are pasted into a key are offered as .env lines', async () => {
    await gallery.show('EntriesEditor', 'empty')
    await field('Key 1').focus()
    await gallery.page.evaluate(() => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', 'A=1\nB=2\n')
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(paste)
    })
    await expect(field('Lines of a .env file')).toBeFocused()
    await gallery.press('Escape')
    await expect(field('Key 1')).toBeFocused()
    await expect(field('Key 1')).toHaveValue('')
  })

  test('a file that is replaced or removed is released at once', async () => {
    await gallery.show('EntriesEditor', 'files')
    await role('button', { name: 'From file…' }).click()
    await expect(field('Key 1')).toHaveValue('keystore.jks')
    await expect(field('Key 1')).toBeFocused()
    await role('button', { name: 'Replace the file of keystore.jks' }).click()
    await expect(gallery.page.getByText('other keystore.jks')).toBeVisible()
    await role('button', { name: 'Remove keystore.jks' }).click()
    await expect(gallery.page.locator('.told')).toHaveText(/let go.*01"\n?let go.*02"/s)
  })

  test('a file of a draft asks to be chosen again', async () => {
    const place = await gallery.show('EntriesEditor', 'failed')
    await expect(place.getByText('Choose this file again.')).toBeVisible()
  })

  test('of five hundred keys only those near the view exist, and Tab, the wheel and a press find the others', async () => {
    const place = await gallery.show('EntriesEditor', 'many')
    const rows = place.getByRole('group', { name: /^Row / })
    await expect(field('Key 1')).toBeVisible()
    await expect.poll(() => rows.count()).toBeLessThan(60)
    await expect(field('Key 300')).toHaveCount(0)
    // All placeholders keep their heights: scrolling leads to where the rows would be.
    await place.locator('.scroll').evaluate((scroll) => (scroll.scrollTop = 37 * 299))
    await expect(field('Key 300')).toBeInViewport()
    await field('Key 300').focus()
    // The focus stays while its row is far out of view, and the rows after it exist once it moves on.
    await place.locator('.scroll').evaluate((scroll) => (scroll.scrollTop = 0))
    await expect(field('Key 1')).toBeInViewport()
    await expect(field('Key 300')).toBeFocused()
    await gallery.press('Tab', 'Tab', 'Tab', 'Tab')
    await expect(field('Key 301')).toBeFocused()
    await expect.poll(() => rows.count()).toBeLessThan(60)
    await role('button', { name: 'Add key' }).press('Enter')
    await expect(field('Key 501')).toBeFocused()
    await expect(field('Key 501')).toBeInViewport()
  })

  test('a letter changes nothing in the page but its own row and the sizes, with any number of rows', async () => {
    const place = await gallery.show('EntriesEditor', 'many')
    await field('Value of KEY_2').focus()
    await expect.poll(() => place.getByRole('group', { name: /^Row / }).count()).toBeGreaterThan(5)
    await place.evaluate((element) => {
      const changed = new Set<string>()
      const seen = new MutationObserver((records) => {
        for (const { target } of records) {
          const at = target instanceof Element ? target : target.parentElement
          const row = at?.closest('[role=group][aria-label^="Row "]')
          changed.add(row?.getAttribute('aria-label') ?? at?.closest('[class]')?.className ?? '')
        }
      })
      seen.observe(element, { subtree: true, childList: true, characterData: true, attributes: true })
      Object.assign(globalThis, { changedPlaces: changed })
    })
    await gallery.page.keyboard.type('x')
    await expect(place.getByRole('group', { name: 'Row 3', exact: true }).getByText('8 B')).toBeVisible()
    const changed = await gallery.page.evaluate(() => [
      ...(globalThis as unknown as { changedPlaces: Set<string> }).changedPlaces,
    ])
    expectValue(changed).toContain('Row 3')
    expectValue(changed.filter((each) => !/^(?:Row 3|filled|total)$/.test(each))).toEqual([])
  })
})

describe('an SSH key', () => {
  test('shows its facts below it, and is dots until it has the focus', async () => {
    const place = await gallery.show('SshKeyField', 'told')
    await expect(field('SSH key')).toHaveClass(/is-masked/)
    for (const text of [
      'ED25519 key, 256 bits, OpenSSH, “anna@halden.io”.',
      'Fingerprint SHA256:madeUpFingerprint',
      'It has a passphrase. Programs that use the key need it too.',
      'The missing line break at the end is added.',
    ])
      await expect(place.getByText(text)).toBeVisible()
    expectValue(await place.innerHTML()).not.toContain('made-up-key')
  })

  test('a public key and a cut one are refused at once', async () => {
    const place = await gallery.show('SshKeyField', 'public by mistake')
    await expect(place.getByText('This is a public key.')).toBeVisible()
    await expect(field('SSH key')).toHaveAttribute('aria-invalid', 'true')
    const cut = await gallery.show('SshKeyField', 'failed')
    await expect(cut.getByText('Its last line is missing')).toBeVisible()
  })

  test('a file replaces the text; the one before is released at once', async () => {
    const place = await gallery.show('SshKeyField', 'usual')
    await role('button', { name: 'from a file…' }).click()
    await expect(place.getByText('id_ed25519')).toBeVisible()
    await expect(role('button', { name: 'Replace the file of the SSH key' })).toBeFocused()
    await expect(place.getByText('Fingerprint SHA256:madeUpFingerprint')).toBeVisible()
    await role('button', { name: 'Replace the file of the SSH key' }).click()
    await expect(place.getByText('id_rsa')).toBeVisible()
    await expect(gallery.page.locator('.told')).toHaveText('let go "0e6f8c1c-0a3c-4a39-9f52-5a5f0e2f1d03"')
    await role('button', { name: 'Enter it here' }).click()
    await expect(field('SSH key')).toHaveValue('')
    await expect(field('SSH key')).toBeFocused()
  })

  test('a file of a draft asks to be chosen again', async () => {
    const place = await gallery.show('SshKeyField', 'file to be chosen again')
    await expect(place.getByText('id_ed25519')).toBeVisible()
    await expect(place.getByText('Choose this file again.')).toBeVisible()
  })
})

test('the formats are one tab stop, and the arrows choose', async () => {
  await gallery.show('FormatChoice', 'usual')
  await gallery.press('Tab')
  await expect(role('radio', { name: 'Keys and values' })).toBeFocused()
  await gallery.press('ArrowRight', 'ArrowRight', 'ArrowRight')
  await expect(role('radio', { name: 'SSH key' })).toBeChecked()
  await expect(role('radio', { name: 'SSH key' })).toBeFocused()
})

describe('known registries', () => {
  test('one fills in what is always the same, and says what its login is', async () => {
    const place = await gallery.show('RegistryPresets', 'usual')
    await role('button', { name: 'Known registries' }).press('Enter')
    await expect(role('menuitem').first()).toBeFocused()
    await role('menuitem', { name: /^Docker Hub/ }).press('Enter')
    await expect(field('Registry URL')).toHaveValue('https://index.docker.io/v1/')
    await expect(role('button', { name: 'Known registries' })).toHaveAttribute('aria-expanded', 'false')
    await expect(place.getByText(/token/).first()).toBeVisible()
  })

  test('what was typed stays', async () => {
    await gallery.show('RegistryPresets', 'typed')
    await role('button', { name: 'Known registries' }).click()
    await role('menuitem', { name: /^NVIDIA NGC/ }).click()
    await expect(field('Registry URL')).toHaveValue('harbor.example.com')
    await expect(field('Username')).toHaveValue('robot$ci')
  })
})

test('values that the cluster refuses are reported next to them', async () => {
  await gallery.show('WizardDialog', 'refused values')
  await expect(role('alert')).toContainText('too large')
  await expect(field('Password')).toBeFocused()
})

test('a chosen file that is read after its format was left is there when the user comes back', async () => {
  const show = (format: string) => gallery.page.getByText(format, { exact: true }).click()
  await gallery.show('WizardDialog', 'late file')
  await role('button', { name: 'From file…' }).click()
  await show('SSH key')
  await role('button', { name: 'from a file…' }).click()
  await show('Access key')
  await gallery.page.evaluate(() => void window.dispatchEvent(new Event('file-read')))
  await show('Keys and values')
  await expect(field('Key 1')).toHaveValue('one.pem')
  await show('SSH key')
  await expect(gallery.page.getByText('other.pem')).toBeVisible()
})

describe('the focus while a draft is still read', () => {
  const readDraft = () => gallery.page.evaluate(() => void window.dispatchEvent(new Event('draft-read')))

  test('stays in another field that the user has gone on to', async () => {
    await gallery.show('WizardDialog', 'late draft')
    await expect(role('combobox', { name: 'Find a scope' })).toBeFocused()
    await field('Credential name').focus()
    await gallery.page.keyboard.type('Nightly')
    await readDraft()
    await gallery.page.keyboard.type(' build')
    await expect(field('Credential name')).toHaveValue('Nightly build')
    await expect(field('Credential name')).toBeFocused()
  })

  test('stays in the new password if the user already enters it', async () => {
    await gallery.show('RotateDialog', 'late draft')
    await field('Password').focus()
    await gallery.page.keyboard.type('FAKE-')
    await readDraft()
    await gallery.page.evaluate(() => new Promise((resolve) => setTimeout(resolve)))
    await gallery.page.keyboard.type('new')
    await expect(field('Password')).toHaveValue('FAKE-new')
  })

  test('goes to the first thing to do otherwise', async () => {
    await gallery.show('WizardDialog', 'late draft')
    await role('combobox', { name: 'Find a scope' }).evaluate((search) => (search as HTMLElement).blur())
    await readDraft()
    await expect(role('combobox', { name: 'Find a scope' })).toBeFocused()
  })
})
