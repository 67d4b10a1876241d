import { describe, expect as expectValue, test } from 'vitest'
import { labelPurposes } from '../../shared/registration.ts'
import { expect, useGallery } from './gallery.ts'

const gallery = useGallery()

describe('the labels that registering sets', () => {
  test.each([
    ['cluster', 'cluster', 'docker-registry', undefined],
    ['department', 'department', 'generic', '4500043'],
    ['project', 'project', 'access-key', undefined],
  ] as const)(
    'are reported for the %s, each with the versions that need it',
    async (state, scope, type, id) => {
      const shown = await gallery.show('LabelPurposes', state)
      const purposes = labelPurposes(scope, type, id)
      expectValue(purposes.length).toBeGreaterThan(1)
      await expect(shown.getByRole('listitem')).toHaveText(
        purposes.map(({ label, value, says, versions }) => {
          const what = says === 'type' ? 'Sets the type' : 'Sets the scope'
          return `${label}=${value}${what} in Run:ai ${versions}`
        }),
      )
    },
  )

  test('stay within their place if an id is long', async () => {
    const shown = await gallery.show('LabelPurposes', 'long')
    const list = shown.getByRole('list')
    await expect(list).toBeVisible()
    expectValue(await list.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true)
  })
})

describe('the tip of copies', () => {
  const tip = () => gallery.page.getByRole('tooltip')

  test('says how many there are, and where what is wrong with them', async () => {
    await gallery.show('ReasonsCard', 'copies')
    await expect(tip()).toContainText(
      '1,002 copies, 1 missing, 2 differ, 1 out of scope, 1 with values in an annotation',
    )
    await expect(tip().getByRole('listitem')).toHaveText([
      'Present in runai-genomics, runai-seg-3d and 1,000 more.',
      'Missing in runai-speech.',
      /^Different type, keys or labels in runai-genomics, /,
      'Outside its scope in default.',
      'Values in the annotation last-applied-configuration in runai-seg-3d.',
    ])
    await expect(gallery.page.getByRole('button', { name: 'Copies' })).toHaveAccessibleDescription(/missing/)
  })

  test.each(['copies', 'at the end of the page', 'long and hostile'])(
    'stays within the window: %s',
    async (state) => {
      await gallery.show('ReasonsCard', state)
      await expect(tip()).toBeInViewport({ ratio: 1 })
    },
  )
})
