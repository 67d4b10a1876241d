import { expect, test } from 'vitest'
import { withoutMarkup } from './without-markup.ts'

// Someone else's kubeconfig can contain such a context name. Desktops removed tags, showed nothing, or loaded the
// picture.
test('the name of a context is never markup in a notification', () => {
  expect(withoutMarkup('<img src="http://example.org/x">prod & <b>lab</b>')).toBe(
    '‹img src="http://example.org/x"›prod ＆ ‹b›lab‹/b›',
  )
  expect(withoutMarkup('prod-eu-1: 3 expire')).toBe('prod-eu-1: 3 expire')
})
