import { expect, test } from 'vitest'
import { withoutMarkup } from './without-markup.ts'

// A kubeconfig of someone else may call a context so. Desktops took tags away, showed nothing, or loaded the picture.
test('the name of a context is no markup in a notification', () => {
  expect(withoutMarkup('<img src="http://example.org/x">prod & <b>lab</b>')).toBe(
    '‹img src="http://example.org/x"›prod ＆ ‹b›lab‹/b›',
  )
  expect(withoutMarkup('prod-eu-1: 3 expire')).toBe('prod-eu-1: 3 expire')
})
